/** The rest clock. Only its end is kept, as a moment: a page that wakes up late is right at once. */

/** @typedef {import("./types.js").Rest} Rest */

/** @param {string} key of the turn that was done @param {number} seconds @param {number} now @returns {Rest} */
export const beginRest = (key, seconds, now) => ({ key, totalS: seconds, endsAt: now + seconds * 1000 });

/** @param {Rest} rest @param {number} now whole seconds that are left, never fewer than none */
export const leftS = (rest, now) => Math.max(0, Math.ceil((rest.endsAt - now) / 1000));

/**
 * Longer or shorter; a rest that is over begins anew from now.
 * @param {Rest} rest @param {number} seconds @param {number} now @returns {Rest}
 */
export function stretch(rest, seconds, now) {
  const endsAt = Math.max(now, Math.max(rest.endsAt, now) + seconds * 1000);
  return { ...rest, endsAt, totalS: Math.max(1, rest.totalS + seconds) };
}

/** @param {Rest} rest @param {number} now how much of it is left, 1 to 0 */
export const shareLeft = (rest, now) => Math.min(1, Math.max(0, (rest.endsAt - now) / (rest.totalS * 1000)));

/**
 * Where a clock stands that goes through intervals, like an EMOM's or a tabata's.
 * @param {number} startedAt @param {number} now @param {number} workS @param {number} restS @param {number} rounds
 * @returns {{round: number, phase: "work" | "rest" | "over", leftS: number}} rounds count from 1
 */
export function intervalAt(startedAt, now, workS, restS, rounds) {
  const gone = Math.max(0, (now - startedAt) / 1000);
  const whole = workS + restS;
  const round = Math.floor(gone / whole) + 1;
  if (round > rounds) return { round: rounds, phase: "over", leftS: 0 };
  const inside = gone - (round - 1) * whole;
  const works = inside < workS;
  if (!works && round === rounds) return { round, phase: "over", leftS: 0 };
  return { round, phase: works ? "work" : "rest", leftS: Math.ceil((works ? workS : whole) - inside) };
}

/** @param {number} seconds @returns {string} 1:05, or 1:02:30 */
export function clockText(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
