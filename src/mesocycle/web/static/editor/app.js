/** The editor of routines: a grid of workouts and weeks, the open cell beside it, and what all of it goes through. */

import { html, nothing, render } from "../vendor/lit-html.js";
import { language, readWords, t } from "../player/words.js";
import { addExercise, addWorkout, clear, copy, dropWorkout, moveExercise, moveSection, moveWorkout, onExercises, onSections, paste, writeSets } from "./deeds.js";
import { Desk } from "./desk.js";
import { Grid } from "./grid.js";
import { differences, meetingView } from "./meeting.js";
import { lasting, listed, moved, ofWeek, put } from "./model.js";
import { panel } from "./panel.js";
import { ask, toldShort } from "./talk.js";
import { readWeeks, standsIn } from "./weeks.js";

const PREVIEW_AFTER_MS = 60;

readWords(document);
const root = /** @type {HTMLElement} */ (document.getElementById("editor"));
const json = (/** @type {string} */ id) => JSON.parse(document.getElementById(id)?.textContent ?? "null");
const state = /** @type {HTMLElement} */ (document.querySelector("[data-state]"));
const title = /** @type {HTMLElement} */ (document.querySelector("[data-title]"));
const publishing = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-publish]"));
const athletes = /** @type {HTMLTemplateElement} */ (document.querySelector("[data-athletes]"));
const MONDAY = Date.UTC(2001, 0, 1);
const weekdays = ["narrow", "short", "long"].map((weekday) => {
  const format = new Intl.DateTimeFormat(language(), { weekday: /** @type {"long"} */ (weekday), timeZone: "UTC" });
  return Array.from({ length: 7 }, (_, day) => format.format(MONDAY + day * 86_400_000));
});
const weekday = (/** @type {number} */ number, long = false) => weekdays[long ? 2 : 1]?.[number] ?? "";
const days = (/** @type {{weekday?: number, day?: number, before?: number}[]} */ found) => found.map((each) =>
  (each.weekday !== undefined ? weekday(each.weekday) : each.day !== undefined ? t("day-n", { n: each.day }) : t("before-n", { n: each.before ?? 0 }))).join(" ");

const begun = json("draft");
const desk = new Desk(begun, draw);
desk.faults = json("faults") ?? [];
/** @type {import("./types.js").Preview | undefined} */
let preview;
let asked = "";
let timer = 0;
let sample = localStorage.getItem("mesocycle-sample") ?? "";
/** @type {Set<string>} */
const forms = new Set();
/** @type {string | undefined} what is to be looked at when the next picture is drawn */
let wanted;

const parts = Object.fromEntries(["bar", "scroll", "meet", "cell", "list"].map((name) => {
  const part = document.createElement("div");
  part.className = `desk-${name}`;
  return [name, part];
}));
root.append(/** @type {Node} */ (parts.bar), /** @type {Node} */ (parts.meet), /** @type {Node} */ (parts.list), /** @type {Node} */ (parts.scroll), /** @type {Node} */ (parts.cell));
const grid = new Grid(/** @type {HTMLElement} */ (parts.scroll), desk, days);
const names = document.createElement("datalist");
names.id = "exercise-names";
root.append(names);

const TYPING_MS = 120;
let drawing = 0;
let drawn = "";

/** Which lines the open cell has: where a key makes another one, the fields are others. */
const lines = () => [desk.cell.workout, ...listed(desk.workout?.sections).map((section) => listed(section.exercises).length)].join();

/** What is typed shows by itself; all that follows from it is drawn when the hand rests: a slow machine would lag behind the keys. */
function draw() {
  clearTimeout(drawing);
  if (window.event?.type === "input" && lines() === drawn) drawing = setTimeout(drawAll, TYPING_MS);
  else drawAll();
}

function drawAll() {
  drawing = 0;
  drawn = lines();
  render(bar(), /** @type {HTMLElement} */ (parts.bar));
  grid.draw();
  render(desk.state === "conflict" && desk.theirs ? meetingView(differences(desk.plan, desk.theirs.document, days), whose(desk.theirs.by), settle) : nothing, /** @type {HTMLElement} */ (parts.meet));
  render(desk.open && desk.workout ? panel({ desk, preview, forms, toggle, fill, weekday, close }) : nothing, /** @type {HTMLElement} */ (parts.cell));
  render(faultList(), /** @type {HTMLElement} */ (parts.list));
  root.dataset.open = String(desk.open && Boolean(desk.workout));
  root.dataset.state = desk.state;
  root.dataset.revision = String(desk.revision);
  root.dataset.steps = String(desk.steps.done.length);
  state.textContent = desk.no?.text ?? t(`state-${desk.state}`, { n: desk.revision });
  state.lang = desk.no?.lang ?? language();
  state.classList.toggle("completed", desk.state === "saved");
  state.classList.toggle("overdue", desk.state === "refused" || desk.state === "conflict" || desk.state === "offline");
  title.textContent = desk.plan.name || t("nameless");
  if (publishing) /** @type {HTMLInputElement} */ (publishing.elements.namedItem("revision")).value = String(desk.revision);
  look();
  if (wanted) {
    const found = /** @type {HTMLElement | undefined} */ ([...root.querySelectorAll(wanted)].at(-1));
    wanted = undefined;
    found?.focus();
    found?.scrollIntoView({ block: "nearest" });
  }
}

/** @param {string} user */
const whose = (user) => desk.present.find((one) => one.userId === user)?.name ?? (user === desk.me ? t("another-window") : t("somebody"));

/** @param {boolean} mine */
function settle(mine) {
  desk.settle(mine);
  grid.focus();
}

/** @param {string} key */
function toggle(key) {
  if (!forms.delete(key)) forms.add(key);
  draw();
}

/** Let the server fill in the sets of a scheme; of one that goes through weeks, those of every week. @param {string} type @param {number} section @param {number} exercise @param {string} sets */
async function fill(type, section, exercise, sets) {
  const { cell } = desk;
  const more = { "warmup-ramp": { sets }, "five-three-one": { weeks: desk.duration } }[type] ?? {};
  const { status, said } = await ask("POST", "/drafts/fill", { filler: { type, ...more } });
  if (cell !== desk.cell) return;
  if (status !== 200) desk.no = toldShort(said) ?? { text: t("state-offline"), lang: language() };
  else if (typeof said.sets === "string") return writeSets(desk, section, exercise, said.sets, "");
  else return onExercises(desk, section, (lines) => put(lines, exercise, { ...lines[exercise], sets: said.sets }));
  draw();
}

function close() {
  desk.open = false;
  draw();
  grid.focus();
}

function bar() {
  const { plan } = desk;
  const field = (/** @type {string} */ name, /** @type {any} */ value) => desk.set({ ...desk.plan, [name]: value }, `plan.${name}`);
  const typed = (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target).value;
  return html`<div class="buttons tools-bar" role="toolbar" aria-label=${t("tools")}>
      <button type="button" data-do="add-workout" @click=${newWorkout}>+ ${t("add-workout")}</button>
      <button type="button" data-do="undo" ?disabled=${!desk.steps.done.length} @click=${() => desk.undo()} title="Ctrl+Z">${t("undo")}</button>
      <button type="button" data-do="redo" ?disabled=${!desk.steps.undone.length} @click=${() => desk.redo()} title="Ctrl+Y">${t("redo")}</button>
      <button type="button" data-do="copy" ?disabled=${!plan.workouts.length} @click=${() => { copy(desk); draw(); }} title="Ctrl+C">${t("copy")}</button>
      <button type="button" data-do="paste" ?disabled=${!desk.clip} @click=${() => paste(desk)} title="Ctrl+V">${t("paste")}</button>
      ${desk.cell.week === 0 && desk.workout ? html`<button type="button" class="danger" data-do="drop-workout" @click=${() => dropWorkout(desk)}>${t("drop-workout")}</button>` : nothing}
      <label class="sample"><span>${t("sample")}</span><select @change=${(/** @type {Event} */ event) => {
        sample = typed(event);
        localStorage.setItem("mesocycle-sample", sample);
        asked = "";
        draw();
      }}><option value="">${t("myself")}</option>${[...athletes.content.querySelectorAll("option")].map((each) => html`<option value=${each.value} ?selected=${each.value === sample}>${each.textContent}</option>`)}</select></label></div>
    ${desk.clip ? html`<p class="small muted" role="status">${t(`clip-${desk.clip.kind}`)}</p>` : nothing}
    ${desk.present.length ? html`<p class="note small" role="status" data-present>${t("present", { who: desk.present.map((one) => (one.place ? `${one.name} (${one.place})` : one.name)).join(", ") })}</p>` : nothing}
    <details class="plan-head"><summary>${t("plan-head")}</summary><div class="fields">
      <label>${t("plan-name")}<input data-at="plan.name" .value=${plan.name ?? ""} maxlength="200" autocomplete="off" @input=${(/** @type {Event} */ event) => field("name", typed(event))}></label>
      <label>${t("plan-duration")}<input data-at="plan.duration" type="number" min="1" max="52" .value=${String(plan.duration ?? "")} @change=${(/** @type {Event} */ event) => {
        const weeks = Number(typed(event));
        if (Number.isInteger(weeks) && weeks > 0 && weeks <= 52) desk.set(lasting(plan, weeks));
        else draw();
      }}></label>
      ${["goal", "difficulty"].map((name) => html`<label>${t(`plan-${name}`)}<select data-at=${`plan.${name}`} @change=${(/** @type {Event} */ event) => field(name, typed(event))}>${choices(name, plan[name])}</select></label>`)}
      <label class="notes-of">${t("plan-description")}<input data-at="plan.description" .value=${plan.description ?? ""} autocomplete="off" @input=${(/** @type {Event} */ event) => field("description", typed(event) || undefined)}></label></div></details>
    ${plan.workouts.length ? html`<p class="hint" data-keys>${t("keys")}</p>` : html`<p class="card empty">${t("no-workouts")}</p>`}`;
}

const OF = { goal: ["strength", "hypertrophy", "endurance", "weight-loss", "race", "general"], difficulty: ["beginner", "intermediate", "advanced"] };
/** @param {string} name @param {any} value */
const choices = (name, value) => OF[/** @type {keyof typeof OF} */ (name)].map((each) => html`<option value=${each} ?selected=${each === value}>${t(`${name}-${each}`)}</option>`);

function faultList() {
  if (!desk.faults.length) return nothing;
  return html`<details class="note bad faults" ?open=${desk.faults.length < 4}><summary>${t("faults", { n: desk.faults.length })}</summary><ul>${desk.faults.map((each) => html`<li><button type="button" class="quiet" @click=${() => goTo(each.path)}>${where(each.path)}</button> <span lang=${each.lang}>${each.message.split("\n")[0]}</span></li>`)}</ul></details>`;
}

/** @param {string} path */
function placeOf(path) {
  const found = /^workouts\[(\d+)\](?:\.sections\[(\d+)\](?:\.exercises\[(\d+)\])?)?(?:\.([a-zA-Z]+))?(?:\."([\d,\- ]+)")?/.exec(path);
  const [, workout, section, exercise, field, weeks] = found ?? [];
  const number = (/** @type {string | undefined} */ text) => (text === undefined ? undefined : Number(text));
  return { workout: number(workout), section: number(section), exercise: number(exercise), field, weeks };
}

/** @param {string} path */
function where(path) {
  const { workout, section, exercise, field, weeks } = placeOf(path);
  if (workout === undefined) return path || t("the-whole");
  const one = desk.plan.workouts[workout];
  const two = section === undefined ? undefined : listed(one?.sections)[section];
  const three = exercise === undefined ? undefined : listed(two?.exercises)[exercise];
  return [one?.name, two?.name, three?.name, field, weeks && t("week-n", { n: weeks })].filter(Boolean).join(" › ");
}

/** @param {string} path */
function goTo(path) {
  const { workout, section, exercise, field, weeks } = placeOf(path);
  if (workout === undefined) {
    const head = /** @type {HTMLDetailsElement} */ (root.querySelector(".plan-head"));
    head.open = true;
    wanted = `[data-at="plan.${path}"]`;
    return draw();
  }
  const line = section === undefined ? undefined : listed(desk.plan.workouts[workout]?.sections)[section];
  const inner = exercise === undefined ? undefined : listed(line?.exercises)[exercise];
  const stood = [weeks ? readWeeks(weeks, desk.duration) : [], readWeeks(inner?.weeks ?? line?.weeks, desk.duration)].find((each) => each.length) ?? [1];
  desk.cell = { workout, week: stood[0] ?? 1 };
  desk.open = true;
  const at = section === undefined ? field ?? "name" : exercise === undefined ? `${section}.${field ?? "name"}` : `${section}.${exercise}.${field === "name" ? "name" : "sets"}`;
  wanted = `[data-at="${at}"]`;
  draw();
}

function newWorkout() {
  const used = new Set(desk.plan.workouts.flatMap((each) => listed(each.schedule).map((entry) => entry.weekday)));
  const free = ["monday", "wednesday", "friday", "tuesday", "thursday", "saturday", "sunday"].find((each) => !used.has(each)) ?? "monday";
  wanted = '[data-at="name"]';
  addWorkout(desk, t("workout-n", { n: desk.plan.workouts.length + 1 }), free);
}

/** Ask what the open workout of this week would be, soon after the last change. */
function look() {
  if (!desk.open || !desk.workout) return;
  const week = Math.max(desk.cell.week, 1);
  const said = JSON.stringify({ workout: ofWeek(desk.workout, week, desk.duration).workout, sample });
  if (said === asked) return;
  asked = said;
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const whom = sample ? `?userId=${encodeURIComponent(sample)}` : "";
    const answer = await ask("POST", `/drafts/preview${whom}`, { workout: JSON.parse(said).workout });
    if (said !== asked) return;
    if (answer.status === 404 && sample) {
      sample = "";
      asked = "";
    } else if (answer.status === 200) preview = answer.said;
    draw();
    root.dataset.looked = String(Number(root.dataset.looked ?? 0) + 1);
  }, PREVIEW_AFTER_MS);
}

/** What is chosen or pressed counts for what stands there by now, not for what was drawn before the last keys. */
for (const type of ["change", "click"]) root.addEventListener(type, () => { if (drawing) drawAll(); }, true);

document.addEventListener("desk-open", () => {
  wanted = '.desk-cell [data-at="name"]';
  draw();
});
document.addEventListener("desk-focus", (event) => {
  const [what, section] = String(/** @type {CustomEvent} */ (event).detail).split(" ");
  wanted = what === "last-section" ? '.desk-cell [data-section] [data-at$=".name"]:not([data-enter])' : `[data-section="${section}"] [data-enter="sets"]`;
  draw();
});

document.addEventListener("keydown", (event) => {
  if (!root.contains(/** @type {Node} */ (event.target)) && event.target !== document.body) return;
  const typing = /** @type {HTMLElement} */ (event.target).matches("input:not([type=checkbox], [type=radio]), textarea, select");
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (key === "z" && !event.shiftKey) desk.undo();
    else if (key === "y" || (key === "z" && event.shiftKey)) desk.redo();
    else if (key === "s") void desk.save();
    else if (key === "c" && !typing && !getSelection()?.toString()) copy(desk);
    else if (key === "v" && !typing) paste(desk);
    else if (key === "enter" && desk.open) /** @type {HTMLElement | null} */ (root.querySelector('[data-do="add-section"]'))?.click();
    else return;
    event.preventDefault();
    draw();
  } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    if (moveBy(/** @type {HTMLElement} */ (event.target), event.key === "ArrowUp" ? -1 : 1)) event.preventDefault();
  } else if (event.altKey && desk.open && (event.key === "PageUp" || event.key === "PageDown")) {
    event.preventDefault();
    desk.cell = { ...desk.cell, week: Math.max(1, Math.min(desk.duration, desk.cell.week + (event.key === "PageUp" ? -1 : 1))) };
    draw();
  } else if (event.key === "Escape" && desk.open) {
    event.preventDefault();
    close();
  } else if (event.key === "Delete" && !typing && grid.placeOf(event)) {
    event.preventDefault();
    clear(desk);
    grid.focus();
  } else if (event.key === "Insert" && !typing) {
    event.preventDefault();
    newWorkout();
  } else if (event.key === "Enter" && typing) onward(event);
});

/** Enter goes on: from a name to its sets, from sets to the next exercise. @param {KeyboardEvent} event */
function onward(event) {
  const field = /** @type {HTMLElement} */ (event.target);
  const line = /** @type {HTMLElement | null} */ (field.closest("[data-exercise]"));
  if (!line || !field.dataset.enter) return;
  event.preventDefault();
  if (field.dataset.enter === "sets") return /** @type {HTMLElement | null} */ (line.querySelector('[data-enter="next"]'))?.focus();
  const section = Number(line.dataset.of);
  const next = line.nextElementSibling;
  if (next?.matches("[data-exercise]")) return /** @type {HTMLElement | null} */ (next.querySelector('[data-enter="sets"]'))?.focus();
  wanted = `[data-section="${section}"] [data-enter="sets"]`;
  addExercise(desk, section, Number(line.dataset.exercise));
}

/** Move what has the focus past its neighbour. @param {HTMLElement} target @param {number} step */
function moveBy(target, step) {
  const line = /** @type {HTMLElement | null} */ (target.closest("[data-exercise], [data-section], th[data-row]"));
  if (!line) return false;
  const seen = target.dataset.at ?? target.dataset.handle;
  if (line.dataset.exercise !== undefined) {
    const section = Number(line.dataset.of);
    const to = neighbour(listed(listed(desk.workout?.sections)[section]?.exercises), Number(line.dataset.exercise), step);
    moveExercise(desk, section, Number(line.dataset.exercise), step);
    wanted = `[data-line="s${section}e${to}"] ${seen?.endsWith("sets") ? '[data-enter="next"]' : "[data-handle]"}`;
  } else if (line.dataset.section !== undefined) {
    const to = neighbour(listed(desk.workout?.sections), Number(line.dataset.section), step);
    moveSection(desk, Number(line.dataset.section), step);
    wanted = `[data-line="s${to}"] > .line-head [data-handle]`;
  } else {
    if (Number(line.dataset.row) < 0) return false;
    moveWorkout(desk, Number(line.dataset.row), Number(line.dataset.row) + step);
    grid.focus();
    return true;
  }
  draw();
  return true;
}

/** @param {import("./types.js").Line[]} lines @param {number} at @param {number} step */
function neighbour(lines, at, step) {
  for (let to = at + step; to >= 0 && to < lines.length; to += step) if (standsIn(lines[to] ?? {}, Math.max(desk.cell.week, 1), desk.duration)) return to;
  return at;
}

/** @type {{kind: string, at: number, of?: number} | undefined} */
let dragged;
/** @param {EventTarget | null} target */
const draggable = (target) => /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("[data-exercise], [data-section], th[scope=row][data-row]"));
/** @param {HTMLElement} line */
const lineOf = (line) =>
  (line.dataset.exercise !== undefined ? { kind: "exercise", at: Number(line.dataset.exercise), of: Number(line.dataset.of) }
    : line.dataset.section !== undefined ? { kind: "section", at: Number(line.dataset.section) } : { kind: "workout", at: Number(line.dataset.row) });
root.addEventListener("dragstart", (event) => {
  const line = draggable(event.target);
  dragged = line ? lineOf(line) : undefined;
  event.dataTransfer?.setData("text/x-line", "line");
});
root.addEventListener("dragover", (event) => {
  const over = dropOn(event.target);
  for (const each of root.querySelectorAll(".dropping")) each.classList.remove("dropping");
  if (!over) return;
  event.preventDefault();
  over.classList.add("dropping");
});
root.addEventListener("dragend", () => {
  dragged = undefined;
  for (const each of root.querySelectorAll(".dropping")) each.classList.remove("dropping");
});
root.addEventListener("drop", (event) => {
  const over = dropOn(event.target);
  if (!over || !dragged) return;
  event.preventDefault();
  const [from, to] = [dragged, lineOf(over)];
  if (from.kind === "workout") moveWorkout(desk, from.at, to.at);
  else if (from.kind === "section") onSections(desk, (sections) => moved(sections, from.at, to.at));
  else onExercises(desk, from.of ?? 0, (lines) => moved(lines, from.at, to.at));
});

/** What the dragged line may be put on: a line of its own kind and place. @param {EventTarget | null} target */
function dropOn(target) {
  if (!dragged) return undefined;
  const kind = { exercise: "[data-exercise]", section: "[data-section]", workout: "th[scope=row][data-row]" }[dragged.kind] ?? "";
  const over = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest(kind));
  if (!over || lineOf(over).at === dragged.at || lineOf(over).of !== dragged.of) return undefined;
  return over;
}

publishing?.addEventListener("submit", async (event) => {
  if (!desk.unsaved && desk.state === "saved") return;
  event.preventDefault();
  if (await desk.save()) {
    draw();
    publishing.submit();
  }
});
const text = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-text]"));
document.querySelector("[data-as-text]")?.addEventListener("toggle", () => {
  if (!text) return;
  /** @type {HTMLTextAreaElement} */ (text.elements.namedItem("text")).value = JSON.stringify(desk.plan, undefined, 1);
  /** @type {HTMLInputElement} */ (text.elements.namedItem("revision")).value = String(desk.revision);
});
window.addEventListener("beforeunload", (event) => {
  if (desk.unsaved && desk.state !== "conflict") event.preventDefault();
});
document.addEventListener("visibilitychange", () => void (document.visibilityState === "hidden" ? desk.save() : desk.hear()));

draw();
void desk.begin();
void desk.check();
void ask("GET", "/player/exercises").then(({ status, said }) => {
  if (status !== 200) return;
  names.replaceChildren(...said.map((/** @type {{name: string}} */ each) => new Option(each.name, each.name)));
});
