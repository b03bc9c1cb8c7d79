/** A run by form: the parts of its notation as rows, and back; what the form can't say stays the text it was. */

/** @typedef {{times: string, by: string, length: string, phase: string, how: string, target: string, rest: string}} Row */

/** What each choice of the form may say; `active` and the empty one are not written. */
export const CHOICES = {
  by: ["distance", "time", "open"],
  phase: ["active", "warmup", "recovery", "rest", "cooldown"],
  how: ["", "run", "jog", "walk", "hike", "bike", "row", "swim"],
};
/** What a step begins with that ends otherwise than before. @type {Record<string, string>} */
const FIRST = { distance: "1000 m", time: "10min", open: "open" };
const PART = /^(?:(\d+) *[x×] *)?(open|\d+:\d\d(?::\d\d)?|\d[\d.]* *[a-z]+)((?: +(?:warm-?up|active|recovery|rest|cool-?down)(?! *(?:\d|until|open)))?)((?: +(?:run|jog|walk|hike|bike|row|swim))?)(?: *@ *(.+?))?(?: +rest +(\S.*))?$/i;
const DISTANCE = /\d *(?:m|km|mi|miles?|met(?:er|re)s?)$/i;
const TIME = /:|\d *(?:s|sec|min|h)$/i;

/** Part a text into rows; undefined where a part says more than the form can. @param {string} text @returns {Row[] | undefined} */
export function runRowsOf(text) {
  const rows = [];
  for (const part of text.split(/;|\n|,\s/).map((each) => each.trim()).filter(Boolean)) {
    const [, times = "", length = "", phase = "", how = "", target = "", rest = ""] = PART.exec(part) ?? [];
    const by = /^open$/i.test(length) ? "open" : DISTANCE.test(length) ? "distance" : TIME.test(length) ? "time" : "";
    if (!by || /["()]/.test(part)) return undefined;
    const said = phase.trim().toLowerCase().replace("-", "");
    rows.push({ times, by, length: length.trim(), phase: said || "active", how: how.trim().toLowerCase(), target, rest });
  }
  return rows;
}

/** @param {Row[]} rows */
export function textOfRun(rows) {
  return rows.map(({ times, by, length, phase, how, target, rest }) => {
    const count = times.trim();
    const words = [by === "open" ? "open" : length.trim(), phase === "active" ? "" : phase, how, target.trim() && `@ ${target.trim()}`, rest.trim() && `rest ${rest.trim()}`];
    return `${count && count !== "1" ? `${count}x` : ""}${words.filter(Boolean).join(" ")}`;
  }).join("; ");
}

/** A row of which something is chosen or typed anew. @param {Row} row @param {string} name @param {string} said @returns {Row} */
export const withSaid = (row, name, said) => ({ ...row, [name]: said, ...(name === "by" && said !== row.by && { length: FIRST[said] ?? "" }) });

/** @type {Row} */
export const NEW_STEP = { times: "", by: "distance", length: "1000 m", phase: "active", how: "", target: "", rest: "" };
