/** The open cell: days, sections, exercises with their sets, typed or by form, and what the sample athlete reads. */

import { html, nothing } from "../vendor/lit-html.js";
import { t } from "../player/words.js";
import {
  addExercise, addSection, copySection, dropExercise, dropSection, moveExercise, moveSection, onExercise, onSection, onWorkout, setDay, writeSets, writeSteps,
} from "./deeds.js";
import { FIELDS, RUNS, readField, shownField, shownTargets, withField } from "./fields.js";
import { WEEKDAYS, daysIn, listed } from "./model.js";
import { CHOICES, NEW_STEP, runRowsOf, textOfRun, withSaid } from "./runs.js";
import { NEW_ROW, rowsOf, textOf } from "./sets.js";
import { setsByWeek, standsIn } from "./weeks.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./types.js").Line} Line */
/** @typedef {import("./types.js").Preview} Preview */
/** @typedef {{desk: Desk, preview: Preview | undefined, forms: Set<string>, toggle: (key: string) => void, fill: (kind: string, section: number, exercise: number, sets: string) => void, weekday: (number: number, long?: boolean) => string, close: () => void}} Shown */

const typed = (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target).value;

/** The schemes that the server fills sets in by. */
const FILLERS = ["warmup-ramp", "pyramid", "wave", "five-three-one"];

/** @param {Shown} shown */
export function panel(shown) {
  const { desk } = shown;
  const { workout } = desk;
  if (!workout) return nothing;
  const week = Math.max(desk.cell.week, 1);
  const { duration } = desk;
  const visible = listed(workout.sections).flatMap((section, at) => (standsIn(section, week, duration) ? [{ section, at }] : []));
  const days = daysIn(workout, week, duration).flatMap((day) => day.weekday ?? []);
  const parts = shown.preview?.parts.length === visible.length ? shown.preview.parts : undefined;
  const key = `w${desk.cell.workout}`;
  return html`<section class="card cell-panel" aria-label=${t("cell-of", { workout: workout.name || t("nameless"), n: week })}>
    <div class="panel-head"><h2>${workout.name || t("nameless")} · ${desk.cell.week ? t("week-n", { n: week }) : t("all-weeks")}</h2><button type="button" class="quiet" @click=${shown.close}>${t("close")}</button></div>
    <fieldset class="reach"><legend class="label">${t("counts-for")}</legend>
      ${["week", "following", "all"].map((reach) => html`<label class="choice"><input type="radio" name="reach" .value=${reach} .checked=${desk.cell.week === 0 ? reach === "all" : desk.reach === reach} ?disabled=${desk.cell.week === 0} @change=${() => {
        desk.reach = /** @type {"week" | "following" | "all"} */ (reach);
        desk.changed();
      }}>${t(`reach-${reach}`, { n: week })}</label>`)}</fieldset>
    <div class="two"><label class="field">${t("workout-name")}<input data-at="name" .value=${workout.name ?? ""} maxlength="200" autocomplete="off" @input=${(/** @type {Event} */ event) => onWorkout(desk, (each) => ({ ...each, name: typed(event) }), `${key}.name`)}></label>
      <label class="field">${t("workout-type")}<select data-at="type" .value=${workout.type ?? "strength"} @change=${(/** @type {Event} */ event) => onWorkout(desk, (each) => ({ ...each, type: typed(event) }))}>${["strength", "running", "trail-running"].map((each) => html`<option value=${each} ?selected=${each === workout.type}>${t(`type-${each}`)}</option>`)}</select></label></div>
    <label class="field">${t("objective")}<input data-at="objective" .value=${workout.objective ?? ""} autocomplete="off" @input=${(/** @type {Event} */ event) => onWorkout(desk, (each) => ({ ...each, objective: typed(event) }), `${key}.objective`)}></label>
    <fieldset class="days-of"><legend class="label">${t("days")}</legend>${WEEKDAYS.map((name, number) => html`<label><input type="checkbox" .checked=${days.includes(number)} @change=${(/** @type {Event} */ event) => setDay(desk, name, /** @type {HTMLInputElement} */ (event.target).checked)}><span aria-hidden="true">${shown.weekday(number)}</span><span class="visually-hidden">${shown.weekday(number, true)}</span></label>`)}</fieldset>
    ${fault(shown, "schedule")}
    ${visible.map(({ section, at }, place) => sectionView(shown, section, at, place, week, parts?.[place], parts && shown.preview?.runs?.[place]))}
    <div class="buttons add"><label class="visually-hidden" for="new-section">${t("new-section")}</label><select id="new-section">${Object.keys(FIELDS).map((each) => html`<option value=${each}>${t(`section-${each}`)}</option>`)}</select>
      <button type="button" data-do="add-section" @click=${() => {
        const type = /** @type {HTMLSelectElement} */ (document.getElementById("new-section")).value;
        addSection(desk, type, t(`section-${type}`));
        document.dispatchEvent(new CustomEvent("desk-focus", { detail: "last-section" }));
      }}>${t("add-section")}</button></div>
    ${parts ? nothing : (shown.preview?.parts ?? []).map(partView)}
    ${shown.preview?.missing.length ? html`<p class="note warn small">${t("missing", { what: shown.preview.missing.join(", ") })}</p>` : nothing}
  </section>`;
}

/** @param {Shown} shown @param {Line} section @param {number} at @param {number} place @param {number} week @param {import("./types.js").ShownPart} [part] @param {string} [printed] */
function sectionView(shown, section, at, place, week, part, printed) {
  const { desk } = shown;
  const name = section.name || t("nameless");
  const lines = listed(section.exercises).flatMap((exercise, number) => (standsIn(exercise, week, desk.duration) ? [{ exercise, number }] : []));
  const targets = shownTargets(section.targets);
  const key = `w${desk.cell.workout}.s${at}`;
  const type = section.type ?? "steps";
  const groups = part && !RUNS.has(type) && part.groups.length === lines.length ? part.groups : undefined;
  return html`<section class="section" data-section=${at} data-line=${`s${at}`} aria-label=${name}>
    <div class="line-head"><button type="button" class="handle" draggable="true" data-handle="section" aria-label=${t("move-it", { what: name })} title=${t("move-hint")}>⠿</button>
      <label class="grow"><span class="visually-hidden">${t("section-name")}</span><input data-at=${`${at}.name`} .value=${section.name ?? ""} maxlength="200" autocomplete="off" @input=${(/** @type {Event} */ event) => onSection(desk, at, (each) => ({ ...each, name: typed(event) }), `${key}.name`)}></label>
      <span class="badge">${t(`section-${type}`)}</span>
      <span class="tools"><button type="button" class="quiet" aria-label=${t("up-it", { what: name })} @click=${() => moveSection(desk, at, -1)}>↑</button><button type="button" class="quiet" aria-label=${t("down-it", { what: name })} @click=${() => moveSection(desk, at, 1)}>↓</button><button type="button" class="quiet" aria-label=${t("copy-it", { what: name })} title=${t("copy")} @click=${() => {
        copySection(desk, at);
        desk.changed();
      }}><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M8 8h12v12H8zM16 8V4H4v12h4"/></svg></button><button type="button" class="quiet danger" aria-label=${t("drop-it", { what: name })} title=${t("drop")} @click=${() => dropSection(desk, at)}>×</button></span></div>
    ${fault(shown, `sections[${place}]`, /^(?!exercises|steps)/)}
    <div class="fields">${(FIELDS[type] ?? []).map((field) => html`<label>${t(`field-${field.name}`)}${field.of
      ? html`<select data-at=${`${at}.${field.name}`} @change=${(/** @type {Event} */ event) => onSection(desk, at, (each) => withField(each, field.name, typed(event) || undefined))}><option value="" ?selected=${!section[field.name]}></option>${field.of.map((each) => html`<option value=${each} ?selected=${section[field.name] === each}>${t(`of-${each}`)}</option>`)}</select>`
      : html`<input data-at=${`${at}.${field.name}`} .value=${shownField(field, section[field.name])} autocomplete="off" @change=${(/** @type {Event} */ event) => onSection(desk, at, (each) => withField(each, field.name, readField(field, typed(event))))}>`}</label>`)}
      ${targets === undefined ? nothing : html`<label>${t("targets")}<input data-at=${`${at}.targets`} .value=${targets} placeholder="4:20-4:30/km, RPE 7" autocomplete="off" @change=${(/** @type {Event} */ event) => onSection(desk, at, (each) => withField(each, "targets", typed(event).trim() || undefined))}></label>`}
      <label class="notes-of">${t("notes")}<input data-at=${`${at}.notes`} .value=${section.notes ?? ""} autocomplete="off" @input=${(/** @type {Event} */ event) => onSection(desk, at, (each) => withField(each, "notes", typed(event) || undefined), `${key}.notes`)}></label></div>
    ${type === "steps" ? runView(shown, section, at, `sections[${place}].steps`, week, printed) : nothing}
    ${lines.map(({ exercise, number }, line) => exerciseView(shown, exercise, { section: at, number }, `sections[${place}].exercises[${line}]`, week, groups?.[line]))}
    ${RUNS.has(type) ? nothing : html`<button type="button" class="quiet" data-do="add-exercise" @click=${() => {
      addExercise(desk, at);
      document.dispatchEvent(new CustomEvent("desk-focus", { detail: `last-exercise ${at}` }));
    }}>+ ${t("add-exercise")}</button>`}
    ${part && !groups ? partView(part) : nothing}
  </section>`;
}

/** @param {Shown} shown @param {Line} exercise @param {{section: number, number: number}} at @param {string} path @param {number} week @param {import("./types.js").ShownPart["groups"][number]} [group] */
function exerciseView(shown, exercise, at, path, week, group) {
  const { desk } = shown;
  const key = `w${desk.cell.workout}.s${at.section}.e${at.number}`;
  const name = exercise.name || t("new-exercise");
  const sets = setsByWeek(exercise.sets, desk.duration)[week];
  const isText = sets === undefined || typeof sets === "string";
  const rows = isText && shown.forms.has(key) ? rowsOf(sets ?? "") : undefined;
  return html`<div class="exercise" data-exercise=${at.number} data-of=${at.section} data-line=${`s${at.section}e${at.number}`}>
    <div class="line-head"><button type="button" class="handle" draggable="true" data-handle="exercise" aria-label=${t("move-it", { what: name })} title=${t("move-hint")}>⠿</button>
      <label class="grow"><span class="visually-hidden">${t("exercise-name")}</span><input data-at=${`${at.section}.${at.number}.name`} data-enter="sets" list="exercise-names" .value=${exercise.name ?? ""} placeholder=${t("exercise-name")} autocomplete="off" aria-invalid=${has(shown, `${path}.name`) ? "true" : "false"} @input=${(/** @type {Event} */ event) => onExercise(desk, at.section, at.number, named(typed(event)), `${key}.name`)}></label>
      <span class="tools"><button type="button" class="quiet" aria-label=${t("up-it", { what: name })} @click=${() => moveExercise(desk, at.section, at.number, -1)}>↑</button><button type="button" class="quiet" aria-label=${t("down-it", { what: name })} @click=${() => moveExercise(desk, at.section, at.number, 1)}>↓</button><button type="button" class="quiet danger" aria-label=${t("drop-it", { what: name })} title=${t("drop")} @click=${() => dropExercise(desk, at.section, at.number)}>×</button></span></div>
    ${fault(shown, `${path}.name`)}
    ${exercise.sets === undefined && isText && exercise.type === "tabata" ? nothing : typedView(shown, {
      key, at: `${at.section}.${at.number}.sets`, path: `${path}.sets`, label: t("sets-of", { what: name }), said: sets, like: "3x5 @ 80% 1RM rest 3m", write: (text, as) => writeSets(desk, at.section, at.number, text, as),
    })}
    <div id=${`${key}-fault`}>${fault(shown, `${path}.sets`)}${fault(shown, path, /^(?!name|sets)/)}</div>
    ${shown.forms.has(key) && isText ? (rows ? setForm(rows, (next) => writeSets(desk, at.section, at.number, textOf(next), `${key}.form`)) : html`<p class="hint">${t("form-cant")}</p>`) : nothing}
    ${shown.forms.has(key) && isText ? html`<div class="fill"><label>${t("fill-in")}<select data-fill>${FILLERS.map((each) => html`<option value=${each}>${t(`fill-${each}`)}</option>`)}</select></label><button type="button" @click=${(/** @type {Event} */ event) => {
      const select = /** @type {HTMLSelectElement} */ (/** @type {HTMLElement} */ (event.currentTarget).parentElement?.querySelector("[data-fill]"));
      shown.fill(select.value, at.section, at.number, sets ?? "");
    }}>${t("fill-do")}</button></div>` : nothing}
    ${group?.lines.length ? linesView(group.lines) : nothing}
  </div>`;
}

/** A text in one of the notations, or what is said otherwise. @param {Shown} shown @param {{key: string, at: string, path: string, label: string, said: any, like: string, write: (text: string, key: string) => void}} of */
const typedView = (shown, { key, at, path, label, said, like, write }) => html`<div class="sets">${said === undefined || typeof said === "string"
  ? html`<label class="grow"><span class="visually-hidden">${label}</span><input class="mono" data-at=${at} data-enter="next" .value=${said ?? ""} placeholder=${like} autocomplete="off" spellcheck="false" autocapitalize="off" aria-invalid=${has(shown, path) ? "true" : "false"} aria-describedby=${`${key}-fault`} @input=${(/** @type {Event} */ event) => write(typed(event), `${key}.said`)}></label>
    <button type="button" class="quiet" aria-pressed=${shown.forms.has(key) ? "true" : "false"} @click=${() => shown.toggle(key)}>${t("form")}</button>`
  : html`<p class="hint grow">${t("sets-as-lines", { n: said.length })}</p><button type="button" class="quiet" @click=${() => write(like, "")}>${t("write-anew")}</button>`}</div>`;

/** A run as it is typed, with its form, and as the server prints it. @param {Shown} shown @param {Line} section @param {number} at @param {string} path @param {number} week @param {string} [printed] */
function runView(shown, section, at, path, week, printed) {
  const key = `w${shown.desk.cell.workout}.s${at}`;
  const said = setsByWeek(section.steps, shown.desk.duration)[week];
  const isText = said === undefined || typeof said === "string";
  const write = (/** @type {string} */ text, /** @type {string} */ as) => writeSteps(shown.desk, at, text, as);
  const rows = isText && shown.forms.has(key) ? runRowsOf(said ?? "") : undefined;
  return html`<div class="run">${typedView(shown, { key, at: `${at}.steps`, path, label: t("steps-of", { what: section.name || t("nameless") }), said, like: "6x800 m @ 4:00-4:10/km rest 400 m jog", write })}
    <div id=${`${key}-fault`}>${fault(shown, path)}${fault(shown, path, /./)}</div>
    ${printed && isText && printed !== said ? html`<p class="small"><button type="button" class="quiet mono" data-printed title=${t("print-back")} @click=${() => write(printed, "")}>${printed}</button></p>` : nothing}
    ${shown.forms.has(key) && isText ? (rows ? runForm(rows, (next) => write(textOfRun(next), `${key}.form`)) : html`<p class="hint">${t("form-cant")}</p>`) : nothing}</div>`;
}

/** A name typed takes the place of what the line was known by in the library. @param {string} name @returns {(exercise: Line) => Line} */
const named = (name) => ({ exerciseId: _e, exerciseVariantId: _v, type: _t, ...exercise }) => ({ ...exercise, name });

/** @param {import("./sets.js").Row[]} rows @param {(rows: import("./sets.js").Row[]) => void} write */
const setForm = (rows, write) => formView(["count", "amount", "load", "effort", "rest"], {}, rows, (row, name, said) => ({ ...row, [name]: said }), NEW_ROW, write);

/** @param {import("./runs.js").Row[]} rows @param {(rows: import("./runs.js").Row[]) => void} write */
const runForm = (rows, write) => formView(["times", "by", "length", "phase", "how", "target", "rest"], CHOICES, rows, withSaid, NEW_STEP, write);

/** Rows of fields, each typed or chosen. @template {Record<string, string>} T @param {string[]} names @param {Record<string, string[]>} choices @param {T[]} rows @param {(row: T, name: string, said: string) => T} change @param {T} one @param {(rows: T[]) => void} write */
function formView(names, choices, rows, change, one, write) {
  const field = (/** @type {T} */ row, /** @type {number} */ at, /** @type {string} */ name) => {
    const label = `${t(`set-${name}`)} ${at + 1}`;
    const said = (/** @type {Event} */ event) => write(rows.map((each, place) => (place === at ? change(each, name, typed(event)) : each)));
    const of = choices[name];
    return html`<td>${of
      ? html`<select aria-label=${label} @change=${said}>${of.map((each) => html`<option value=${each} ?selected=${row[name] === each}>${each ? t(`of-${each}`) : ""}</option>`)}</select>`
      : html`<input aria-label=${label} .value=${row[name] ?? ""} ?disabled=${name === "length" && row.by === "open"} autocomplete="off" @change=${said}>`}</td>`;
  };
  return html`<div class="scroll"><table class="set-form"><thead><tr>${names.map((name) => html`<th scope="col">${t(`set-${name}`)}</th>`)}<th><span class="visually-hidden">${t("drop")}</span></th></tr></thead>
    <tbody>${rows.map((row, at) => html`<tr>${names.map((name) => field(row, at, name))}<td><button type="button" class="quiet danger" aria-label=${t("drop-it", { what: String(at + 1) })} @click=${() => write(rows.filter((_row, place) => place !== at))}>×</button></td></tr>`)}</tbody></table></div>
    <button type="button" class="quiet" @click=${() => write([...rows, rows.at(-1) ?? one])}>+ ${t(names.includes("by") ? "add-step" : "add-sets")}</button>`;
}

/** @param {import("./types.js").ShownLine[]} lines */
const linesView = (lines) => html`<ol class="reads">${lines.map((line) => html`<li><span class="line-label">${line.label}</span> ${line.planned}${line.load ? html` <strong>${line.load}</strong>` : nothing}</li>`)}</ol>`;

/** @param {import("./types.js").ShownPart} part */
const partView = (part) => html`<div class="part-reads"><p class="small muted">${part.head}${part.aim ? ` · ${part.aim}` : ""}</p>${part.groups.map((group) => html`${group.name ? html`<p class="small"><b>${group.name}</b></p>` : nothing}${linesView(group.lines)}`)}</div>`;

/** @param {Shown} shown @param {string} path @param {RegExp} [below] which of those below the path, by what follows it */
function fault(shown, path, below) {
  const found = (shown.preview?.errors ?? []).filter((each) => isAt(each.path, path, below));
  return found.map((each) => {
    const [first = "", ...pointed] = each.message.split("\n");
    return html`<div class="fault" role="status" lang=${each.lang}>${pointed.length ? html`<pre aria-hidden="true">${pointed.join("\n")}</pre>` : nothing}<p>${first} ${each.remedy ?? ""}</p></div>`;
  });
}

/** @param {Shown} shown @param {string} path */
const has = (shown, path) => (shown.preview?.errors ?? []).some((each) => isAt(each.path, path));

/** @param {string} found @param {string} path @param {RegExp} [below] */
function isAt(found, path, below) {
  if (found === path) return below ? below.test("") : true;
  if (!found.startsWith(`${path}.`) && !found.startsWith(`${path}[`)) return false;
  const rest = found.slice(path.length).replace(/^\./, "");
  return below ? below.test(rest) : true;
}
