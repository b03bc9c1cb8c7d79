/** The form of one set: filled in with what was done, each tap on it a correction that is kept at once. */

import { html, nothing } from "../vendor/lit-html.js";
import { same } from "./entries.js";
import { converted, read } from "./weights.js";
import { num } from "./told.js";
import { t } from "./words.js";

/**
 * @typedef {import("./types.js").Turn} Turn
 * @typedef {import("./types.js").Performance} Performance
 * @typedef {{turn: Turn, how: Performance, unit: "kg" | "lb", step: number, notes?: string, loaded: boolean,
 *   change: (how: Performance, notes?: string) => void}} Form
 */

/** @param {Form} form */
export function setForm(form) {
  const { how, turn } = form;
  const byReps = how.reps !== undefined || ["fixed", "range", "max"].includes(turn.planned?.repType ?? "");
  return html`<div class="form" role="group" aria-label=${t("what-was-done")}>
    ${byReps ? repsRow(form) : nothing}
    ${how.weight !== undefined || form.loaded ? weightRow(form) : nothing}
    ${amountRow(form, "duration", "seconds", 5, turn.planned?.repType === "time")}
    ${amountRow(form, "distance", "metres", 50)}
    ${amountRow(form, "holdTime", "hold-s", 1)} ${amountRow(form, "calories", "kcal", 1)}
    ${turn.step ? amountRow(form, "averageHeartRate", "heart-rate", 1, true) : nothing}
    ${turn.planned?.miniSets ? miniSets(form) : nothing}
    ${byReps ? effort(form) : nothing}
    <label class="row"><span>${t("notes")}</span>
      <input name="notes" autocomplete="off" .value=${form.notes ?? ""}
        @change=${(/** @type {Event} */ event) => form.change(how, value(event))}></label>
  </div>`;
}

/** @param {Event} event */
const value = (event) => /** @type {HTMLInputElement} */ (event.target).value;

/** Any number near the plan in one tap. @param {Form} form */
function repsRow({ turn, how, change }) {
  const planned = turn.promise.reps ?? how.reps ?? turn.planned?.repsMin ?? 0;
  const top = Math.max(planned, turn.planned?.repsMax ?? 0);
  const first = Math.max(0, planned - 3);
  const chips = Array.from({ length: Math.min(9, top + 2 - first) }, (_, place) => first + place);
  const set = (/** @type {number | undefined} */ reps) => reps !== undefined && reps >= 0 && change({ ...how, reps: Math.round(reps) });
  return html`<div class="row"><span id="reps-label">${t("reps")}</span>
    <div class="chips" role="group" aria-labelledby="reps-label">
      ${chips.map((reps) => html`<button type="button" class="chip" data-reps=${reps} aria-pressed=${reps === how.reps}
        @click=${() => set(reps)}>${num(reps)}</button>`)}
      <input class="short" inputmode="numeric" autocomplete="off" aria-label=${t("reps")} .value=${how.reps === undefined ? "" : num(how.reps)}
        @change=${(/** @type {Event} */ event) => set(read(value(event)))}>
    </div></div>`;
}

/** @param {Form} form */
function weightRow({ how, unit, step, change, turn }) {
  const shown = how.weight === undefined ? undefined : converted(how.weight, how.weightUnit ?? unit, unit);
  const set = (/** @type {number | undefined} */ weight) => weight !== undefined && change({ ...how, weight, weightUnit: unit });
  const other = shown !== undefined && !same({ weight: how.weight }, { weight: turn.promise.weight }) && turn.promise.weight !== undefined;
  return stepper({
    label: `${t("load")} (${unit})`, name: "weight", shown, step,
    set: (weight) => set(weight),
    after: other ? html`<button type="button" class="quiet" @click=${() => change({ ...how, weight: turn.promise.weight, weightUnit: turn.promise.weightUnit })}>${t("back-to-plan")}</button>` : nothing,
  });
}

/** @param {Form} form @param {"duration" | "distance" | "holdTime" | "calories" | "averageHeartRate"} name @param {string} label @param {number} step @param {boolean} [always] */
function amountRow({ how, change }, name, label, step, always = false) {
  if (how[name] === undefined && !always) return nothing;
  return stepper({ label: t(label), name, shown: how[name], step, set: (amount) => amount >= 0 && change({ ...how, [name]: amount }) });
}

/** @param {{label: string, name: string, shown: number | undefined, step: number, set: (amount: number) => unknown, after?: unknown}} one */
export function stepper({ label, name, shown, step, set, after = nothing }) {
  const moved = (/** @type {number} */ by) => set(Math.round(((shown ?? 0) + by) * 100) / 100);
  return html`<div class="row"><span>${label}</span><div class="stepper">
    <button type="button" data-less=${name} aria-label=${`${label} −${num(step)}`} @click=${() => moved(-step)}>−</button>
    <input name=${name} inputmode="decimal" autocomplete="off" aria-label=${label} .value=${shown === undefined ? "" : num(shown)}
      @change=${(/** @type {Event} */ event) => { const amount = read(value(event)); if (amount !== undefined) set(amount); }}>
    <button type="button" data-more=${name} aria-label=${`${label} +${num(step)}`} @click=${() => moved(step)}>+</button>
  </div>${after}</div>`;
}

/** Myo-reps, clusters, rest-pause: the activation set above, each mini-set here. @param {Form} form */
function miniSets({ how, turn, change }) {
  const done = how.miniSets ?? [];
  const with_ = (/** @type {number} */ place, /** @type {number} */ reps) => change({ ...how, miniSets: done.map((mini, at) => (at === place ? { ...mini, reps: Math.max(0, reps) } : mini)) });
  return html`<div class="row"><span>${t("mini-sets")}</span><div class="chips">
    ${done.map((mini, place) => html`<span class="mini"><button type="button" aria-label=${t("mini-less", { n: place + 1 })} @click=${() => with_(place, mini.reps - 1)}>−</button>
      <b>${num(mini.reps)}</b><button type="button" aria-label=${t("mini-more", { n: place + 1 })} @click=${() => with_(place, mini.reps + 1)}>+</button></span>`)}
    <button type="button" class="chip" aria-label=${t("mini-add")} @click=${() => change({ ...how, miniSets: [...done, { reps: turn.planned?.miniSets?.reps ?? 1, ...(done[0]?.rest === undefined ? {} : { rest: done[0].rest }) }] })}>+1</button>
    <button type="button" class="chip" aria-label=${t("mini-drop")} ?disabled=${done.length === 0} @click=${() => change({ ...how, miniSets: done.slice(0, -1) })}>−1</button>
  </div></div>`;
}

/** RPE, or RIR where the plan speaks of it. @param {Form} form */
function effort({ how, turn, change }) {
  const byRir = turn.planned?.rir !== undefined;
  const [name, choices] = byRir ? ["rir", [0, 1, 2, 3, 4]] : ["rpe", [6, 7, 7.5, 8, 8.5, 9, 9.5, 10]];
  const key = /** @type {"rpe" | "rir"} */ (name);
  return html`<div class="row"><span>${key.toUpperCase()}</span><div class="chips" role="group" aria-label=${key.toUpperCase()}>
    ${/** @type {number[]} */ (choices).map((one) => html`<button type="button" class="chip small" aria-pressed=${how[key] === one}
      @click=${() => change({ ...how, [key]: how[key] === one ? undefined : one })}>${num(one)}</button>`)}</div></div>`;
}
