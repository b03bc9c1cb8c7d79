/** Kilograms and pounds: converted exactly, never a change of the label alone. */

const KG_PER_POUND = 0.45359237;

/** @param {number} weight @param {"kg" | "lb"} from @param {"kg" | "lb"} to @returns {number} to two places */
export function converted(weight, from, to) {
  if (from === to) return weight;
  const exact = to === "lb" ? weight / KG_PER_POUND : weight * KG_PER_POUND;
  return Math.round(exact * 100) / 100;
}

/** Making one takes a slow phone longer than all else of a number. @type {Map<string, Intl.NumberFormat>} */
const forms = new Map();

/** @param {number} number @param {string} locale */
export function written(number, locale) {
  const form = forms.get(locale) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  forms.set(locale, form);
  return form.format(number);
}

/**
 * Read a number as people type it, with comma or point; undefined where it is none.
 * @param {string} text
 */
export function read(text) {
  const plain = text.trim().replace(",", ".").replace("−", "-");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}
