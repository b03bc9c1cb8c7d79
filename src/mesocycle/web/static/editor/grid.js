/** Workouts by weeks: one cell is what a workout holds in a week. A row is drawn anew only when its workout changed. */

import { html, nothing, render } from "../vendor/lit-html.js";
import { t } from "../player/words.js";
import { daysIn, told } from "./model.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {{name: string, days: (found: {weekday?: number, day?: number, before?: number}[]) => string}} Telling */

const MOST_LINES = 3;

/** @type {WeakMap<object, {duration: number, weeks: {days: string, lines: string[]}[]}>} */
const tellings = new WeakMap();

/** @param {Record<string, any>} workout @param {number} duration @param {Telling["days"]} days */
function tellingOf(workout, duration, days) {
  const known = tellings.get(workout);
  if (known && known.duration === duration) return known.weeks;
  const weeks = Array.from({ length: duration }, (_, place) => ({
    days: days(daysIn(workout, place + 1, duration)),
    lines: told(workout, place + 1, duration),
  }));
  tellings.set(workout, { duration, weeks });
  return weeks;
}

export class Grid {
  /** @type {Map<number, {drawn: any[], row: HTMLTableRowElement}>} */
  #rows = new Map();
  #head = "";

  /** @param {HTMLElement} root @param {Desk} desk @param {Telling["days"]} days */
  constructor(root, desk, days) {
    this.desk = desk;
    this.days = days;
    this.table = document.createElement("table");
    this.table.className = "plan-grid";
    this.table.setAttribute("role", "grid");
    this.table.setAttribute("aria-label", t("grid"));
    this.thead = this.table.createTHead();
    this.body = this.table.createTBody();
    root.append(this.table);
    this.table.addEventListener("keydown", (event) => this.#key(event));
    this.table.addEventListener("click", (event) => this.#click(event));
    this.table.addEventListener("focusin", (event) => this.#focus(event));
  }

  draw() {
    const { desk } = this;
    const { plan, duration, cell } = desk;
    const head = `${duration}|${cell.workout < 0 ? cell.week : 0}`;
    if (head !== this.#head) {
      this.#head = head;
      render(html`<tr><td></td>${Array.from({ length: duration }, (_, place) => html`<th scope="col" data-row="-1" data-week=${place + 1} tabindex="-1">${t("week-n", { n: place + 1 })}</th>`)}</tr>`, this.thead);
    }
    plan.workouts.forEach((workout, at) => this.#row(workout, at));
    for (const [at, { row }] of this.#rows) {
      if (at < plan.workouts.length) continue;
      row.remove();
      this.#rows.delete(at);
    }
  }

  /** @param {Record<string, any>} workout @param {number} at */
  #row(workout, at) {
    const { desk } = this;
    const { duration, cell } = desk;
    const here = cell.workout === at ? cell.week : -1;
    const wrong = this.#faultsOf(at);
    const beside = desk.present.filter((one) => one.place?.startsWith(`${workout.name ?? ""} · `)).map((one) => `${one.place?.split(" · ").at(-1)}:${one.name}`).join();
    const now = [workout, duration, here, wrong, beside, desk.open && here >= 0];
    let known = this.#rows.get(at);
    if (!known) {
      known = { drawn: [], row: this.body.insertRow() };
      this.#rows.set(at, known);
    }
    if (known.drawn.length === now.length && now.every((each, place) => each === known.drawn[place])) return;
    known.drawn = now;
    const weeks = tellingOf(workout, duration, this.days);
    render(html`<th scope="row" data-row=${at} data-week="0" tabindex=${here === 0 ? 0 : -1} draggable="true"><span class="name">${workout.name || t("nameless")}</span>${wrong ? html`<span class="wrong" title=${t("wrong")}>!</span>` : nothing}</th>
      ${weeks.map(({ days, lines }, place) => html`<td data-row=${at} data-week=${place + 1} tabindex=${here === place + 1 ? 0 : -1} aria-selected=${here === place + 1 ? "true" : "false"} class=${days ? "on" : "off"}>
        <span class="days">${days || "–"}</span>${lines.slice(0, MOST_LINES).map((line) => html`<span class="line">${line}</span>`)}${lines.length > MOST_LINES ? html`<span class="more">+${lines.length - MOST_LINES}</span>` : nothing}${this.#who(beside, place + 1)}</td>`)}`, known.row);
  }

  /** @param {string} beside @param {number} week */
  #who(beside, week) {
    const here = beside.split(",").filter((each) => each.startsWith(`${week}:`)).map((each) => each.split(":")[1]);
    return here.length ? html`<span class="who-here">${here.join(", ")}</span>` : nothing;
  }

  /** @param {number} at */
  #faultsOf(at) {
    return this.desk.faults.filter((each) => each.path.startsWith(`workouts[${at}]`)).length;
  }

  /** Bring the focus to the chosen cell. */
  focus() {
    const { workout, week } = this.desk.cell;
    /** @type {HTMLElement | null} */ (this.table.querySelector(`[data-row="${workout}"][data-week="${week}"]`))?.focus();
  }

  /** @param {Event} event @returns {{workout: number, week: number} | undefined} */
  placeOf(event) {
    const at = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-row]"));
    return at ? { workout: Number(at.dataset.row), week: Number(at.dataset.week) } : undefined;
  }

  /** @param {Event} event */
  #click(event) {
    const place = this.placeOf(event);
    if (!place) return;
    this.desk.cell = place;
    this.desk.open = place.workout >= 0;
    this.desk.changed();
  }

  /** @param {Event} event */
  #focus(event) {
    const place = this.placeOf(event);
    if (!place || (place.workout === this.desk.cell.workout && place.week === this.desk.cell.week)) return;
    this.desk.cell = place;
    this.desk.changed();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const place = this.placeOf(event);
    if (!place || event.altKey || event.ctrlKey || event.metaKey) return;
    const { desk } = this;
    const last = desk.plan.workouts.length - 1;
    const next = { ...place };
    if (event.key === "ArrowLeft") next.week--;
    else if (event.key === "ArrowRight") next.week++;
    else if (event.key === "ArrowUp") next.workout--;
    else if (event.key === "ArrowDown") next.workout++;
    else if (event.key === "Home") next.week = event.shiftKey ? 0 : 1;
    else if (event.key === "End") next.week = desk.duration;
    else if (event.key === "PageUp") next.week -= 4;
    else if (event.key === "PageDown") next.week += 4;
    else if (event.key === "Enter" || event.key === "F2") {
      event.preventDefault();
      desk.open = place.workout >= 0;
      desk.changed();
      document.dispatchEvent(new CustomEvent("desk-open"));
      return;
    } else return;
    event.preventDefault();
    desk.cell = { workout: Math.max(-1, Math.min(next.workout, last)), week: Math.max(next.workout < 0 ? 1 : 0, Math.min(next.week, desk.duration)) };
    desk.changed();
    this.focus();
  }
}
