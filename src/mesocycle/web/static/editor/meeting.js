/** Two states of one draft side by side: only what differs, week by week. */

import { html } from "../vendor/lit-html.js";
import { t } from "../player/words.js";
import { daysIn, listed, told, weeksOf } from "./model.js";
import { writeWeeks } from "./weeks.js";

/** @typedef {import("./types.js").Plan} Plan */
/** @typedef {import("./types.js").Line} Line */
/** @typedef {{where: string, mine: string, theirs: string}} Difference */

const HEAD = ["name", "duration", "goal", "difficulty", "description"];

/** @param {Plan} mine @param {Plan} theirs @param {(found: any[]) => string} days @returns {Difference[]} */
export function differences(mine, theirs, days) {
  /** @type {Difference[]} */
  const found = [];
  for (const name of HEAD) {
    if (mine[name] !== theirs[name]) found.push({ where: t(`plan-${name}`), mine: String(mine[name] ?? "–"), theirs: String(theirs[name] ?? "–") });
  }
  const key = (/** @type {Line} */ each) => each._id ?? each.name;
  const keys = [...new Set([...mine.workouts, ...theirs.workouts].map(key))];
  for (const each of keys) {
    const own = mine.workouts.find((one) => key(one) === each);
    const other = theirs.workouts.find((one) => key(one) === each);
    if (JSON.stringify(own) !== JSON.stringify(other)) found.push(...ofWorkout(own, other, Math.max(weeksOf(mine), weeksOf(theirs)), days));
  }
  const order = (/** @type {Plan} */ plan) => plan.workouts.map((each) => each.name).join(", ");
  if (!found.length && order(mine) !== order(theirs)) found.push({ where: t("order"), mine: order(mine), theirs: order(theirs) });
  return found;
}

/** @param {Line | undefined} own @param {Line | undefined} other @param {number} duration @param {(found: any[]) => string} days */
function ofWorkout(own, other, duration, days) {
  const name = own?.name ?? other?.name ?? t("nameless");
  if (!own || !other) return [{ where: name, mine: own ? t("is-there") : t("is-not-there"), theirs: other ? t("is-there") : t("is-not-there") }];
  /** @type {Map<string, {weeks: number[], mine: string, theirs: string}>} */
  const weeks = new Map();
  for (let week = 1; week <= duration; week++) {
    const [one, two] = [own, other].map((each) => [days(daysIn(each, week, duration)), ...told(each, week, duration)].join("\n"));
    if (one === two) continue;
    const same = weeks.get(`${one}|${two}`);
    if (same) same.weeks.push(week);
    else weeks.set(`${one}|${two}`, { weeks: [week], mine: one ?? "", theirs: two ?? "" });
  }
  if (weeks.size) return [...weeks.values()].map((each) => ({ where: `${name}, ${t("week-n", { n: writeWeeks(each.weeks) })}`, mine: each.mine, theirs: each.theirs }));
  return [{ where: name, mine: plainly(own), theirs: plainly(other) }];
}

/** What no cell shows in short: names, notes, targets. @param {Line} workout */
const plainly = (workout) => [workout.name, workout.objective, ...listed(workout.sections).map((each) => [each.name, each.notes, JSON.stringify(each.targets)].filter(Boolean).join(" "))].filter(Boolean).join("\n");

/** @param {Difference[]} found @param {string} who @param {(mine: boolean) => void} settle */
export const meetingView = (found, who, settle) => html`<section class="card meeting" role="alertdialog" aria-labelledby="meeting-head" tabindex="-1">
  <h2 id="meeting-head">${t("meeting", { who })}</h2><p>${t("meeting-more")}</p>
  <div class="scroll" tabindex="0" role="region" aria-labelledby="meeting-head"><table><thead><tr><td></td><th scope="col">${t("yours")}</th><th scope="col">${t("of-who", { who })}</th></tr></thead>
  <tbody>${found.map((each) => html`<tr><th scope="row">${each.where}</th><td>${each.mine}</td><td>${each.theirs}</td></tr>`)}</tbody></table></div>
  <p class="buttons"><button type="button" class="primary" @click=${() => settle(false)}>${t("take-theirs")}</button><button type="button" @click=${() => settle(true)}>${t("put-mine")}</button></p>
  <p class="hint">${t("meeting-undo")}</p></section>`;
