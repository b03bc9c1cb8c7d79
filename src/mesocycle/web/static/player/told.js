/** Amounts and targets in words and units, as the athlete reads them. */

import { clockText } from "./rest.js";
import { converted, written } from "./weights.js";
import { language, t } from "./words.js";

/**
 * @typedef {import("./types.js").Turn} Turn
 * @typedef {import("./types.js").Performance} Performance
 */

/** @param {number} number */
export const num = (number) => written(number, language());

/** @param {number} weight @param {"kg" | "lb"} from @param {"kg" | "lb"} unit */
export const weightText = (weight, from, unit) => `${num(converted(weight, from, unit))} ${unit}`;

/** @param {number} metres @param {"kg" | "lb"} unit kilometres or miles go with it */
export function distanceText(metres, unit) {
  if (unit === "lb" && metres >= 1000) return `${num(metres / 1609.344)} mi`;
  return metres >= 1000 ? `${num(metres / 1000)} km` : `${num(metres)} m`;
}

/** @param {Performance} how @param {"kg" | "lb"} unit @returns {string} "5 × 100 kg" */
export function performanceText(how, unit) {
  const parts = [];
  if (how.reps !== undefined) parts.push(num(how.reps));
  if (how.miniSets?.length) parts.push(`+ ${how.miniSets.map((mini) => num(mini.reps)).join(" + ")}`);
  if (how.duration !== undefined) parts.push(clockText(how.duration));
  if (how.holdTime !== undefined) parts.push(t("hold", { s: num(how.holdTime) }));
  if (how.distance !== undefined) parts.push(distanceText(how.distance, unit));
  if (how.elevationGain !== undefined) parts.push(`↑ ${num(how.elevationGain)} m`);
  if (how.calories !== undefined) parts.push(`${num(how.calories)} kcal`);
  const amount = parts.join(" ");
  if (how.weight === undefined || how.weightUnit === undefined) return amount;
  const load = weightText(how.weight, how.weightUnit, unit);
  return amount ? `${amount} × ${load}` : load;
}

/** @param {number} [low] @param {number} [high] */
const range = (low, high) => (high === undefined || high === low ? num(low ?? 0) : `${num(low ?? 0)}–${num(high)}`);

/** @param {Turn} turn @param {"kg" | "lb"} unit what is aimed at, big on the screen @param {Performance} [how] where it is another than the plan's */
export function amountText(turn, unit, how = turn.promise) {
  const set = turn.planned;
  const { reps, duration } = turn.promise;
  if (how.reps !== reps || how.duration !== duration) return performanceText({ ...how, weight: undefined }, unit);
  if (!set) return performanceText(turn.promise, unit);
  if (set.miniSets) {
    const mini = `${range(set.miniSets.count, set.miniSets.countMax)} × ${range(set.miniSets.reps, set.miniSets.repsMax)}`;
    return set.reps ?? set.repsMin ? `${range(set.reps ?? set.repsMin, set.repsMax)} + ${mini}` : mini;
  }
  if (set.repType === "max") return set.repsMin ? `${num(set.repsMin)}+` : t("max");
  if (set.repType === "range") return range(set.repsMin, set.repsMax);
  if (set.repType === "time" && !turn.promise.duration && !turn.promise.holdTime) return t("max-hold");
  return performanceText({ ...turn.promise, weight: undefined }, unit);
}

/** @param {Turn} turn @returns {string[]} effort, tempo, side and aims, each a small line */
export function asideTexts(turn) {
  const set = turn.planned;
  const said = [];
  if (set?.rpe !== undefined) said.push(`RPE ${range(set.rpe, set.rpeMax)}`);
  if (set?.rir !== undefined) said.push(`RIR ${range(set.rir, set.rirMax)}`);
  if (set?.tempo) said.push(t("tempo", { tempo: Object.values(set.tempo).join("-") }));
  if (turn.unilateralSide) said.push(t(turn.unilateralSide));
  else if (set?.perSide) said.push(t("each-side"));
  if (set?.setType && set.setType !== "working") said.push(t(`type-${set.setType}`));
  for (const target of turn.step?.targets ?? []) said.push(targetText(target));
  if (set?.notes) said.push(set.notes);
  if (turn.step?.notes) said.push(turn.step.notes);
  return said;
}

/** @param {import("./types.js").Target} target */
function targetText({ metric, low, high, unit, basis }) {
  const pace = unit === "s/km" || unit === "s/mile";
  const one = (/** @type {number} */ number) => (pace ? clockText(number) : num(number));
  const ends = [low, high].filter((end) => end !== undefined).map(one);
  const text = [...new Set(ends)].join("–");
  const what = basis === "zone" ? t("zone", { zone: text }) : `${text} ${pace ? unit.replace("s/", "/") : unit}`;
  return metric === "pace" || metric === "heart-rate" ? what : `${t(`metric-${metric}`)} ${what}`;
}

/** Made once, as the form of numbers is. @type {Intl.DateTimeFormat | undefined} */
let days;

/** @param {import("./types.js").LastTime | undefined} last @param {"kg" | "lb"} unit */
export function lastTimeText(last, unit) {
  if (!last) return "";
  days ??= new Intl.DateTimeFormat(language(), { day: "numeric", month: "short", timeZone: "UTC" });
  const day = days.format(new Date(`${last.day}T00:00:00Z`));
  const sets = last.sets.slice(0, 5).map(({ reps, loadKg }) => [reps, loadKg && num(converted(loadKg, "kg", unit))].filter(Boolean).join(" × "));
  return t("last-time", { day, sets: sets.filter(Boolean).join(", ") });
}
