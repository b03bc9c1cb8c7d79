/** The page's sentences, in its language: they come with the page, so that they are there without a network too. */

/** @type {Record<string, string>} */
let words = {};
let locale = "en";

/** @param {Document} page */
export function readWords(page) {
  words = JSON.parse(page.getElementById("words")?.textContent ?? "{}");
  locale = page.documentElement.lang || "en";
}

/** @param {string} name @param {Record<string, string | number>} [given] for `{name}` in the sentence */
export const t = (name, given = {}) =>
  (words[name] ?? name).replace(/\{(\w+)\}/g, (whole, key) => String(given[key] ?? whole));

export const language = () => locale;
