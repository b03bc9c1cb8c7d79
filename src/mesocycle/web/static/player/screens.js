/** The screens: one set and one button; the rest with the form of what was just done; clocks; the list. */

import { html, nothing, svg } from "../vendor/lit-html.js";
import { setForm, stepper } from "./form.js";
import { same } from "./entries.js";
import { fold } from "./fold.js";
import { lineOf } from "./progress.js";
import { clockText, intervalAt, leftS, shareLeft } from "./rest.js";
import { barTools } from "./tools.js";
import { amountText, asideTexts, lastTimeText, performanceText, weightText } from "./told.js";
import { t } from "./words.js";
import { converted } from "./weights.js";

/**
 * @typedef {import("./types.js").Turn} Turn
 * @typedef {import("./player.js").Player} Player
 * @typedef {{player: Player, unit: "kg" | "lb", whole: boolean}} Shown `whole`: also what may be done besides
 */

/** @param {Shown} shown */
export function workScreen(shown) {
  const { player } = shown;
  const turn = player.next;
  if (player.resting) return restScreen(shown, turn);
  if (!turn) return html`<section class="card focus"><h2 tabindex="-1">${t("all-done")}</h2>
    <button class="main" data-do="finish" @click=${() => player.show("finish")}>${t("finish")}</button>${addField(player)}${justDone(shown)}</section>`;
  const section = player.section(turn);
  if (section?.type === "amrap") return amrapScreen(shown, turn);
  if ((section?.type === "emom" || section?.type === "tabata") && turn.clockS) return roundsScreen(shown, turn);
  return focusScreen(shown, turn);
}

/** @param {Shown} shown @param {Turn} turn */
function focusScreen(shown, turn) {
  const { player, unit, whole } = shown;
  const how = player.performance(turn);
  const runs = turn.clockS ?? (turn.planned?.repType === "time" ? turn.promise.duration : undefined);
  const clock = player.state.clock?.key === turn.key ? player.state.clock : undefined;
  const written = same(how, turn.promise);
  const suggested = player.suggested(turn);
  return html`<section class="card focus" aria-labelledby="work">
    ${sectionHead(shown, turn)}
    <h2 id="work" tabindex="-1" dir="auto">${name(player, turn)}</h2>
    <p class="count">${counted(player, turn)}</p>
    <p class="amount"><span>${amountText(turn, unit, how)}</span>${how.weight === undefined || !how.weightUnit ? nothing : html` <span class="weight">× ${weightText(how.weight, how.weightUnit, unit)}${player.exercise(turn)?.loadPer === "hand" ? ` ${t("per-hand")}` : ""}</span>`}</p>
    ${written || !performanceText(turn.promise, unit) ? nothing : html`<p class="carried">${t("plan-says", { load: performanceText(turn.promise, unit) })}
      <button type="button" class="quiet" data-do="as-written" @click=${() => player.asWritten(turn)}>${t("back-to-plan")}</button></p>`}
    ${written && suggested && player.state.loads[lineOf(turn)] ? html`<p class="carried"><button type="button" class="quiet" data-do="suggested" @click=${() => player.load(turn, undefined, undefined)}>${t("take-suggestion")}</button></p>` : nothing}
    <ul class="aside">${asideTexts(turn).map((text) => html`<li>${text}</li>`)}</ul>
    ${runs ? html`<p class="clock" role="timer">${clock ? clockText(Math.max(0, runs - (Date.now() - clock.startedAt) / 1000)) : nothing}
      ${clock ? nothing : html`<button type="button" data-do="clock" @click=${() => player.startClock(turn.key)}>${t("start-clock")}</button>`}</p>` : nothing}
    <button class="main" data-do="done" @click=${() => player.log(turn)}>${t(turn.step?.phase === "rest" || turn.step?.phase === "recovery" ? "step-over" : "done")}</button>
    ${guidance(shown, turn)}
    ${whole && how.weight !== undefined && how.weightUnit && player.isLoaded(turn) ? html`${stepper({
      label: `${t("load")} (${unit})`, name: "load", shown: converted(how.weight, how.weightUnit, unit), step: player.step(turn),
      set: (weight) => player.load(turn, weight, unit) })}
      ${barTools(player, turn, converted(how.weight, how.weightUnit, unit))}` : nothing}
    ${whole ? html`${others(player, turn)} ${justDone(shown)}` : nothing}</section>`;
}

/** @param {Player} player @param {Turn} turn */
const name = (player, turn) => player.exerciseName(turn);

/** What is to be done of a turn, with its load. @param {Player} player @param {Turn} turn */
function toDo(player, turn) {
  const how = player.performance(turn);
  const amount = amountText(turn, player.unit, how);
  return how.weight === undefined || !how.weightUnit ? amount : `${amount} × ${weightText(how.weight, how.weightUnit, player.unit)}`;
}

/** @param {Player} player @param {Turn} turn "set 2 of 5", or "round 3 of 8" */
function counted(player, turn) {
  const { number, of } = player.place(turn);
  const place = t("exercise-of", { n: number, of });
  const row = player.row.filter((one) => one.sectionId === turn.sectionId && lineOf(one) === lineOf(turn));
  if (row.length < 2) return place;
  return `${place} · ${t(turn.round ? "round-of" : "set-of", { n: row.findIndex((one) => one.key === turn.key) + 1, of: row.length })}`;
}

/** What is over and what comes next, where a section begins. @param {Shown} shown @param {Turn} turn */
function sectionHead({ player }, turn) {
  const section = player.section(turn);
  const row = player.row;
  const before = row[row.findIndex((one) => one.key === turn.key) - 1];
  const begins = before?.sectionId !== turn.sectionId;
  return html`<p class=${begins ? "section begins" : "section"} role=${begins ? "status" : nothing}>
    ${begins && before ? html`<span>${t("section-over", { name: player.section(before)?.name ?? "" })}</span> ` : nothing}<b>${section?.name}</b>
    ${begins && section?.notes ? html`<small>${section.notes}</small>` : nothing}</p>`;
}

/** @param {Shown} shown @param {Turn} turn */
function guidance({ player, unit }, turn) {
  const exercise = player.exercise(turn);
  const about = player.kept?.about;
  const last = lastTimeText(about?.lastTime.find((one) => one.exerciseVariantId === exercise?.exerciseVariantId), unit);
  const advice = about?.advice.find((one) => one.lineId === exercise?._id);
  return html`${last ? html`<p class="last">${last}</p>` : nothing}${advice ? html`<p class="last">${advice.why}</p>` : nothing}
    ${exercise?.notes ? html`<p class="last">${exercise.notes}</p>` : nothing}`;
}

/** @param {Player} player @param {Turn} turn */
function others(player, turn) {
  return fold(player, { name: `others ${turn.key}`, kind: "others", head: t("other") }, () => html`<div class="buttons">
    <button type="button" data-do="pass" @click=${() => player.pass(turn)}>${t("skip-set")}</button>
    ${turn.exerciseId || turn.addedExerciseId ? html`<button type="button" data-do="more" @click=${() => player.more(turn)}>${t("one-more")}</button>` : nothing}
    ${turn.exerciseId ? html`<label class="row"><span>${t("skip-exercise")}</span><select @change=${(/** @type {Event} */ event) => { const { value } = /** @type {HTMLSelectElement} */ (event.target); if (value) void player.passExercise(turn, value); }}>
        <option value="">${t("why")}</option>${["pain", "equipment", "no-time", "fatigue", "other"].map((reason) => html`<option value=${reason}>${t(`reason-${reason}`)}</option>`)}</select></label>
      <label class="row"><span>${t("swap")}</span><input autocomplete="off" name="swap" list="exercises" .value=${player.state.substitutes[turn.exerciseId]?.name ?? ""}
        @change=${(/** @type {Event} */ event) => player.swap(turn, /** @type {HTMLInputElement} */ (event.target).value)}></label>` : nothing}
    ${addField(player)}</div>`);
}

/** @param {Player} player */
const addField = (player) => html`<label class="row"><span>${t("add-exercise")}</span><input autocomplete="off" name="add" list="exercises"
  @change=${(/** @type {Event} */ event) => { const field = /** @type {HTMLInputElement} */ (event.target); void player.add(field.value); field.value = ""; }}></label>`;

/** @param {Shown} shown @param {boolean} [open] */
function justDone(shown, open = false) {
  const { player, unit } = shown;
  const turn = player.justDone;
  if (!turn || player.section(turn)?.type === "amrap") return nothing;
  const done = player.done.get(turn.key);
  const form = () => setForm({ turn, how: player.performance(turn), unit, step: player.step(turn), notes: done?.set?.notes, loaded: player.isLoaded(turn),
    change: (how, notes) => void player.correct(turn, how, notes) });
  const head = html`${name(player, turn)}: ${performanceText(player.performance(turn), unit)} ${mark(done?.where)}`;
  return open || player.state.current === turn.key ? html`<div class="just"><h3>${head}</h3>${form()}</div>` : fold(player, { name: `just ${turn.key}`, kind: "just", head: html`${t("just-done")} ${head}` }, form);
}

/** @param {string | undefined} where */
export const mark = (where) => where === undefined ? nothing : html`<span class=${`mark ${where}`} title=${t(`on-${where}`)}><span class="hidden">${t(`on-${where}`)}</span></span>`;

const RADIUS = 54;
const ROUND = 2 * Math.PI * RADIUS;

/** @param {Shown} shown @param {Turn | undefined} next */
function restScreen(shown, next) {
  const { player } = shown;
  const rest = player.resting;
  if (!rest) return nothing;
  const now = Date.now();
  return html`<section class="card rest" aria-labelledby="rest">
    <h2 id="rest" tabindex="-1">${t("rest")}</h2>
    <div class="dial"><svg viewBox="0 0 120 120" aria-hidden="true"><circle cx="60" cy="60" r=${RADIUS} />${svg`<circle class="left" cx="60" cy="60" r=${RADIUS}
      stroke-dasharray=${ROUND} stroke-dashoffset=${ROUND * (1 - shareLeft(rest, now))} />`}</svg>
      <output role="timer" aria-live="off">${clockText(leftS(rest, now))}</output></div>
    <div class="buttons"><button type="button" data-do="less" @click=${() => player.stretch(-15)}>−15 s</button>
      <button type="button" class="strong" data-do="skip" @click=${() => player.endRest()}>${t("skip-rest")}</button>
      <button type="button" data-do="longer" @click=${() => player.stretch(15)}>+15 s</button></div>
    ${next ? html`<p class="next">${t("next")} <b>${name(player, next)}</b> ${toDo(player, next)}${sectionOf(player, next)}</p>` : html`<p class="next">${t("all-done")}</p>`}
    ${shown.whole ? justDone(shown, true) : nothing}</section>`;
}

/** @param {Player} player @param {Turn} next */
const sectionOf = (player, next) => player.justDone && player.justDone.sectionId !== next.sectionId ? html` · ${player.section(next)?.name}` : nothing;

/** A clock that rules: EMOM and tabata. @param {Shown} shown @param {Turn} turn */
function roundsScreen(shown, turn) {
  const { player, unit } = shown;
  const turns = player.row.filter((one) => one.sectionId === turn.sectionId && one.clockS);
  const rounds = new Set(turns.map((one) => one.round)).size;
  const tabata = player.section(turn)?.type === "tabata";
  const intervals = tabata ? turns.length : rounds;
  const clock = player.state.clock?.key === turn.sectionId ? player.state.clock : undefined;
  const at = intervalAt(clock?.startedAt ?? Date.now(), Date.now(), turn.clockS ?? 60, tabata ? turn.restLowS ?? 0 : 0, intervals);
  const work = tabata ? turns.slice(at.round - 1, at.round) : turns.filter((one) => one.round === [...new Set(turns.map((each) => each.round))][at.round - 1]);
  const left = turns.filter((one) => !player.done.has(one.key));
  const now = left.filter((one) => work.includes(one));
  return html`<section class=${`card rounds ${at.phase}`} aria-labelledby="work">${sectionHead(shown, turn)}
    <h2 id="work" tabindex="-1">${work.map((one) => html`<span>${tabata ? "" : amountText(one, unit)} ${name(player, one)}</span> `)}</h2>
    <p class="count">${t("round-of", { n: at.round, of: intervals })} · ${t(`clock-${at.phase}`)}</p>
    <p class="huge" role="timer">${clockText(clock ? at.leftS : turn.clockS ?? 0)}</p>
    ${clock ? nothing : html`<button class="main" data-do="clock" @click=${() => player.startClock(turn.sectionId)}>${t("start-clock")}</button>`}
    ${clock && at.phase !== "over" && now.length ? html`<button class="main" data-do="done" @click=${() => player.logAll(now, true)}>${t("done")}</button>` : nothing}
    <button class=${at.phase === "over" ? "main" : "quiet"} data-do="done-all" @click=${() => player.logAll(left)}>${t("rest-as-planned")}</button>
    ${others(player, turn)}</section>`;
}

/** As many rounds as possible: the clock, then rounds and repetitions. @param {Shown} shown @param {Turn} turn */
function amrapScreen(shown, turn) {
  const { player, unit } = shown;
  const clock = player.state.clock?.key === turn.key ? player.state.clock : undefined;
  const left = clock ? Math.max(0, (turn.clockS ?? 0) - (Date.now() - clock.startedAt) / 1000) : turn.clockS ?? 0;
  const section = player.section(turn);
  const send = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const data = new FormData(/** @type {HTMLFormElement} */ (event.target));
    void player.score(turn, { rounds: Number(data.get("rounds") || 0), reps: Number(data.get("reps") || 0) });
  };
  return html`<section class="card rounds" aria-labelledby="work">${sectionHead(shown, turn)}
    <h2 id="work" tabindex="-1">${t("amrap")}</h2>
    <ul class="round">${(section?.exercises ?? []).map((one) => html`<li>${one.sets?.map((set) => amountText({ key: "", sectionId: "", planned: set, promise: { reps: set.reps, duration: set.duration, distance: set.distance, calories: set.calories } }, unit)).join(", ")} ${one.name}</li>`)}</ul>
    <p class="huge" role="timer">${clockText(left)}</p>
    ${clock ? nothing : html`<button class="main" data-do="clock" @click=${() => player.startClock(turn.key)}>${t("start-clock")}</button>`}
    <form class="score" @submit=${send}><label>${t("rounds")} <input name="rounds" type="number" min="0" max="10000" inputmode="numeric" required></label>
      <label>${t("reps-more")} <input name="reps" type="number" min="0" max="10000" inputmode="numeric" value="0"></label>
      <button class=${clock ? "main" : ""} data-do="score">${t("log-score")}</button></form>
    ${others(player, turn)}</section>`;
}

/** All sets on one page: choose one, correct one. @param {Shown} shown */
export function listScreen({ player, unit }) {
  const { row, done } = player;
  const sections = [...new Set(row.map((turn) => turn.sectionId))];
  return html`<section class="card list"><h2 tabindex="-1">${t("all-sets")}</h2>
    ${sections.map((id) => html`<h3>${player.play?.session.workoutSnapshot.sections.find((one) => one._id === id)?.name}</h3><ol>
      ${row.filter((turn) => turn.sectionId === id).map((turn) => {
        const entry = done.get(turn.key);
        const said = entry?.result ? `${entry.result.rounds ?? 0} + ${entry.result.reps ?? 0}` : entry ? performanceText(player.performance(turn), unit) : toDo(player, turn);
        return html`<li class=${entry ? "done" : player.state.passed.includes(turn.key) ? "passed" : ""}><button type="button" data-turn=${turn.key} @click=${() => player.choose(turn)}>
          <span>${name(player, turn)}${turn.round ? ` · ${turn.round}` : ""}${turn.unilateralSide ? ` · ${t(turn.unilateralSide)}` : ""}</span> <b>${said}</b> ${mark(entry?.where)}</button></li>`;
      })}</ol>`)}
    ${player.status === "in-progress" ? addField(player) : nothing}
    <button class="main" data-do="back" @click=${() => player.show("work")}>${t("back")}</button></section>`;
}
