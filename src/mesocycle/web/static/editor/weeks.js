/** The weeks that lines of a plan stand in: read as a file says them, and written as briefly as it may. */

/** @typedef {import("./types.js").Line} Line */

/** @param {number} duration */
export const allWeeks = (duration) => Array.from({ length: duration }, (_, place) => place + 1);

/** Read `[1, 3]`, `3` or `"1-4, 6"`; nothing said is every week. @param {any} said @param {number} duration */
export function readWeeks(said, duration) {
  if (said === undefined || said === null) return allWeeks(duration);
  if (typeof said === "number") return [said];
  if (Array.isArray(said)) return said.filter((week) => Number.isInteger(week));
  const found = new Set();
  for (const part of String(said).split(",")) {
    const [first, last] = part.split("-").map((each) => Number.parseInt(each, 10));
    if (!first) continue;
    for (let week = first; week <= Math.min(last || first, 99); week++) found.add(week);
  }
  return [...found].sort((one, other) => one - other);
}

/** Write `1-4,6`. @param {number[]} weeks */
export function writeWeeks(weeks) {
  /** @type {[number, number][]} */
  const spans = [];
  for (const week of weeks) {
    const last = spans.at(-1);
    if (last && last[1] === week - 1) last[1] = week;
    else spans.push([week, week]);
  }
  return spans.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(",");
}

/** @param {Line} line @param {number} week @param {number} duration */
export const standsIn = (line, week, duration) =>
  week === 0 || line.weeks === undefined || line.weeks === null || readWeeks(line.weeks, duration).includes(week);

/** Give a line that stands in these weeks; in all of them it says none. @param {Line} line @param {number[]} weeks @param {number} duration */
export function inWeeks(line, weeks, duration) {
  const { weeks: _, ...rest } = line;
  const known = new Set(weeks);
  return allWeeks(duration).every((week) => known.has(week)) ? rest : { ...rest, weeks: [...known].sort((one, other) => one - other) };
}

/** What sets a line has in each week, from 1 on: a text, or a list of sets. @param {any} sets @param {number} duration */
export function setsByWeek(sets, duration) {
  /** @type {any[]} */
  const found = Array.from({ length: duration + 1 });
  if (typeof sets === "string") return found.fill(sets, 1);
  if (Array.isArray(sets)) {
    for (const week of allWeeks(duration)) {
      const those = sets.filter((each) => standsIn(each, week, duration)).map(({ weeks: _w, setNumber: _n, ...each }) => each);
      if (those.length) found[week] = those;
    }
    return found;
  }
  for (const [weeks, inner] of Object.entries(sets ?? {})) {
    for (const week of readWeeks(weeks, duration)) if (week <= duration) found[week] = inner;
  }
  return found;
}

/** Write sets of each week as a file has them: weeks that hold the same together. @param {any[]} found @param {number} duration */
export function joinedSets(found, duration) {
  /** @type {Map<string, {weeks: number[], sets: any}>} */
  const groups = new Map();
  for (const week of allWeeks(duration)) {
    const sets = found[week];
    if (sets === undefined || sets === "") continue;
    const key = JSON.stringify(sets);
    const group = groups.get(key);
    if (group) group.weeks.push(week);
    else groups.set(key, { weeks: [week], sets });
  }
  const all = [...groups.values()];
  if (all.length === 1 && all[0] && all[0].weeks.length === duration) return all[0].sets;
  return Object.fromEntries(all.map(({ weeks, sets }) => [writeWeeks(weeks), sets]));
}
