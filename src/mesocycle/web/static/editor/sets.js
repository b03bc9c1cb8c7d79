/** Sets by form: the notation's groups as fields, and back; what the form can't say stays the text it was. */

/** @typedef {{count: string, amount: string, load: string, effort: string, rest: string}} Row */

const GROUP = /^(\d+)\s*[x×]\s*([^@\s]+(?:\s*(?:m|km|mi|cal))?(?:\s*\/side)?)\s*(?:@\s*(.*?))?\s*(?:rest\s+(\S+))?$/i;
const EFFORT = /(?:RPE\s*[\d.]+(?:-[\d.]+)?|[\d]+(?:-\d+)?\s*RIR)/i;

/** Part a text into rows; undefined where a group says more than the form can. @param {string} text @returns {Row[] | undefined} */
export function rowsOf(text) {
  const rows = [];
  for (const group of text.split(/;|\n|,\s/).map((each) => each.trim()).filter(Boolean)) {
    const found = GROUP.exec(group);
    if (!found) return undefined;
    const targets = (found[3] ?? "").trim();
    const effort = EFFORT.exec(targets)?.[0] ?? "";
    const load = targets.replace(effort, "").trim();
    if (/\b(tempo|warmup|drop|failure|mini|myo)\b/i.test(group)) return undefined;
    rows.push({ count: found[1] ?? "", amount: (found[2] ?? "").trim(), load, effort, rest: found[4] ?? "" });
  }
  return rows;
}

/** @param {Row[]} rows */
export function textOf(rows) {
  return rows.map(({ count, amount, load, effort, rest }) => {
    const targets = [load.trim(), effort.trim()].filter(Boolean).join(" ");
    return `${count.trim() || "1"}x${amount.trim()}${targets ? ` @ ${targets}` : ""}${rest.trim() ? ` rest ${rest.trim()}` : ""}`;
  }).join("; ");
}

/** @type {Row} */
export const NEW_ROW = { count: "3", amount: "5", load: "", effort: "", rest: "" };
