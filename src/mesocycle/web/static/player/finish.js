/** The end: what it came to, how it felt; and what became of the work that was sent. */

import { html, nothing } from "../vendor/lit-html.js";
import { fold } from "./fold.js";
import { freshState, isSeen, rowOf } from "./progress.js";
import { asFile, takeIn } from "./store.js";
import { clockText } from "./rest.js";
import { amountText, num, performanceText, weightText } from "./told.js";
import { t } from "./words.js";
import { converted } from "./weights.js";

/**
 * @typedef {import("./player.js").Player} Player
 * @typedef {import("./types.js").Play} Play
 * @typedef {import("./types.js").Turn} Turn
 * @typedef {import("./types.js").Waiting} Waiting
 */

/** @param {Player} player @param {"kg" | "lb"} unit */
function sums(player, unit) {
  const { row, done } = player;
  let volume = 0;
  let asPlanned = 0;
  for (const turn of row) {
    const set = done.get(turn.key)?.set;
    if (!set) continue;
    if (set.asPlanned) asPlanned += 1;
    const { reps = 0, miniSets = [], weight, weightUnit } = set.performance;
    if (weight === undefined || weightUnit === undefined || set.setType === "warmup") continue;
    const hands = player.exercise(turn)?.loadPer === "hand" ? 2 : 1;
    const sides = turn.planned?.perSide && !turn.unilateralSide ? 2 : 1;
    volume += converted(weight, weightUnit, unit) * hands * sides * (reps + miniSets.reduce((/** @type {number} */ sum, /** @type {{reps: number}} */ mini) => sum + mini.reps, 0));
  }
  return { done: done.size, of: row.length, volume, asPlanned };
}

/**
 * What was heavier than ever for as many repetitions; the first time of an exercise is no record.
 * @param {Player} player @param {"kg" | "lb"} unit @returns {string[]} of each exercise the heaviest
 */
export function records(player, unit) {
  const bests = player.kept?.about?.bests ?? [];
  /** @type {Map<string, {kg: number, text: string}>} */
  const found = new Map();
  for (const turn of player.row) {
    const [set, exercise] = [player.done.get(turn.key)?.set, player.exercise(turn)];
    const { reps, weight, weightUnit } = set?.performance ?? {};
    if (!set || exercise?.type !== "strength" || set.setType === "warmup" || !reps || !weight || !weightUnit || player.state.substitutes[turn.exerciseId ?? ""]) continue;
    const known = bests.filter((best) => best.exerciseVariantId === exercise.exerciseVariantId);
    const kg = converted(weight, weightUnit, "kg") * (exercise.loadPer === "hand" ? 2 : 1);
    const before = Math.max(0, ...known.filter((best) => best.reps >= reps).map((best) => best.loadKg));
    if (known.length > 0 && kg > before + 0.01 && kg > (found.get(exercise.name)?.kg ?? 0)) {
      found.set(exercise.name, { kg, text: `${exercise.name}: ${performanceText(set.performance, unit)}` });
    }
  }
  return [...found.values()].map(({ text }) => text);
}

/** @param {Player} player @param {"kg" | "lb"} unit */
export function summary(player, unit) {
  const { done, of, volume, asPlanned } = sums(player, unit);
  const { startedAt } = player;
  const session = player.play?.session;
  const finished = player.waiting.findLast((each) => each.kind === "complete");
  const ended = finished?.at ?? session?.completedAt;
  const felt = /** @type {{feeling?: number} | undefined} */ (finished?.body.feedback ?? session?.performanceLog?.feedback)?.feeling;
  const best = records(player, unit);
  const spent = startedAt ? (ended ? Date.parse(ended) : player.now) - Date.parse(startedAt) : 0;
  return html`<dl class="sums"><div><dt>${t("time")}</dt><dd>${clockText(spent / 1000)}</dd></div>
    <div><dt>${t("sets")}</dt><dd>${num(done)} / ${num(of)}</dd></div>
    <div><dt>${t("as-planned")}</dt><dd>${num(asPlanned)}</dd></div>
    ${volume > 0 ? html`<div><dt>${t("volume")}</dt><dd>${num(Math.round(volume))} ${unit}</dd></div>` : nothing}
    ${felt ? html`<div><dt>${t("feeling")}</dt><dd class="felt">${t(`feeling-${felt}`)}</dd></div>` : nothing}</dl>
    ${best.length ? html`<div class="records"><h3>${t("records")}</h3><ul>${best.map((one) => html`<li>${one}</li>`)}</ul></div>` : nothing}`;
}

/** @param {Player} player @param {"kg" | "lb"} unit */
export function finishScreen(player, unit) {
  const open = player.row.length - player.done.size;
  const send = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const data = new FormData(/** @type {HTMLFormElement} */ (event.target));
    /** @type {Record<string, unknown>} */
    const feedback = {};
    for (const name of /** @type {const} */ (["feeling", "rpe"])) if (data.get(name)) feedback[name] = Number(data.get(name));
    const area = String(data.get("area") ?? "").trim();
    if (area) feedback.pain = [{ area, level: Number(data.get("level") || 1) }];
    player.view = "work";
    void player.finish(feedback, String(data.get("notes") ?? ""));
  };
  return html`<section class="card finish"><h2 tabindex="-1">${t("finish")}</h2>${summary(player, unit)}
    ${open > 0 ? html`<p class="warn">${t("still-open", { n: open })}</p>` : nothing}
    <form @submit=${send}><fieldset><legend>${t("feeling")} <small>${t("feeling-scale", { low: t("feeling-1"), high: t("feeling-5") })}</small></legend><div class="chips">${[1, 2, 3, 4, 5].map((each) => html`
      <label class="chip face"><input type="radio" name="feeling" value=${each}><span>${each}</span><span class="hidden">${t(`feeling-${each}`)}</span></label>`)}</div></fieldset>
      <label class="row"><span>${t("session-rpe")}</span><select name="rpe"><option value=""></option>${[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((rpe) => html`<option>${rpe}</option>`)}</select></label>
      <label class="row"><span>${t("notes")}</span><textarea name="notes" rows="2"></textarea></label>
      <details><summary>${t("pain")}</summary><label class="row"><span>${t("pain-where")}</span><input name="area" autocomplete="off" maxlength="100"></label>
        <label class="row"><span>${t("pain-level")}</span><input name="level" type="range" min="1" max="10" value="3"></label></details>
      <button class="main" data-do="complete">${t("finish")}</button>
      <button type="button" class="quiet" @click=${() => player.show("work")}>${t("back")}</button></form></section>`;
}

/** @param {Player} player @param {"kg" | "lb"} unit */
export const endScreen = (player, unit) => html`<section class="card finish"><h2 tabindex="-1">${t("finished")}</h2>${summary(player, unit)}
  <p role="status">${player.waiting.some((each) => each.state !== "answered") ? t("on-phone-long") : t(player.play && isSeen(player.play) ? "on-seen" : "on-server-long")}</p>
  <a class="main" href="/">${t("to-today")}</a>
  <button type="button" @click=${() => player.show("list")}>${t("all-sets")}</button>
  <button type="button" class="quiet" data-do="reopen" @click=${() => player.goOn()}>${t("reopen")}</button></section>`;

/** What became of the work: refused, or brought back after the plan had changed. @param {Player} player */
export function news(player) {
  const { revived } = player;
  return html`${(player.kept?.waiting ?? []).filter((each) => each.state === "refused").map((each) => html`<aside class="notice warn" role="alert">
      <p>${t("refused", { why: each.result?.refusal?.sentence ?? "" })} ${each.result?.refusal?.remedy ?? ""}</p>
      <button type="button" @click=${() => player.told(each.n ?? 0)}>${t("give-up")}</button></aside>`)}
    ${revived ? revivedNotice(player, revived) : nothing}`;
}

/** @param {Player} player @param {Waiting} one */
function revivedNotice(player, one) {
  const other = one.result?.sameDay?.[0];
  return html`<aside class="notice" role="status" data-notice="revived"><p>${t("revived")}</p>
    ${other ? html`<p><a href=${`/sessions/${other}`}>${t("new-one")}</a></p>
      ${player.play && player.instead ? html`<div class="beside">${whole(t("old-plan"), player.play, player.row, (turn) => toldOf(player, turn))}
        ${whole(t("new-plan"), player.instead, rowOf(player.instead, freshState(other)), (turn) => planned(turn, player.unit))}</div>` : nothing}
      <button type="button" data-do="keep-both" @click=${() => player.keepBoth(one.n ?? 0)}>${t("keep-both")}</button>
      <button type="button" data-do="counts" @click=${() => player.countFor(other, one.n ?? 0, t("counted"))}>${t("counts-for")}</button>`
      : html`<button type="button" @click=${() => player.told(one.n ?? 0)}>${t("understood")}</button>`}</aside>`;
}

/** @param {Turn} turn @param {"kg" | "lb"} unit */
function planned(turn, unit) {
  const { weight, weightUnit } = turn.promise;
  const amount = amountText(turn, unit);
  return weight === undefined || !weightUnit ? amount : `${amount} × ${weightText(weight, weightUnit, unit)}`;
}

/** What was planned, and what was done of it. @param {Player} player @param {Turn} turn */
function toldOf(player, turn) {
  const [plan, done] = [planned(turn, player.unit), player.done.get(turn.key)];
  if (!done) return plan;
  const deed = done.result ? `${num(done.result.rounds ?? 0)} + ${num(done.result.reps ?? 0)}` : performanceText(player.performance(turn), player.unit);
  return html`${plan === deed ? nothing : html`${plan} → `}<strong>✓ ${deed}</strong>`;
}

/** A session from its first set to its last. @param {string} head @param {Play} play @param {Turn[]} row @param {(turn: Turn) => unknown} told */
function whole(head, play, row, told) {
  const { name, sections } = play.session.workoutSnapshot;
  return html`<section data-whole=${play.session._id}><h3>${head}</h3><p dir="auto">${name}</p>${sections.map((section) => html`<h4>${section.name}</h4>
    <ol>${row.filter((turn) => turn.sectionId === section._id).map((turn) => html`<li><span dir="auto">${nameOf(section, turn)}</span> <span>${told(turn)}</span></li>`)}</ol>`)}</section>`;
}

/** @param {import("./types.js").Section} section @param {Turn} turn */
const nameOf = (section, turn) =>
  turn.exercise?.name ?? section.exercises?.find((one) => one._id === turn.exerciseId)?.name ?? turn.step?.name ?? (turn.step ? t(`phase-${turn.step.phase}`) : section.name);

/** What is only on this phone, as a file to be handed in anywhere, and such a file taken in. @param {Player} player */
export function fileTools(player) {
  const save = async () => {
    const text = await asFile(player.db);
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(new Blob([text], { type: "application/json" })), download: "mesocycle-unsent.json" });
    link.click();
    URL.revokeObjectURL(link.href);
  };
  const take = async (/** @type {Event} */ event) => {
    const [file] = /** @type {HTMLInputElement} */ (event.target).files ?? [];
    if (!file) return;
    try {
      player.said = t("taken-in", { n: await takeIn(player.db, await file.text()) });
      await player.reload();
      await player.send();
    } catch {
      player.said = t("no-such-file");
      player.changed();
    }
  };
  return fold(player, { name: "file", kind: "others file", head: t("file") }, () => html`<p>${t("file-why")}</p><div class="buttons">
    <button type="button" data-do="save-file" @click=${save}>${t("file-save")}</button>
    <label class="row"><span>${t("file-take")}</span><input type="file" accept="application/json,.json" @change=${take}></label></div>`);
}
