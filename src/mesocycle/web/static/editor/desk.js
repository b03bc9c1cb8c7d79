/** The draft as it is written here: what stands in it, what the server has, what is wrong, who else is there. */

import { History, keepSteps, keptSteps } from "./history.js";
import { weeksOf } from "./model.js";
import { ask, toldShort } from "./talk.js";

/** @typedef {import("./types.js").Plan} Plan */
/** @typedef {import("./types.js").Cell} Cell */
/** @typedef {import("./types.js").Fault} Fault */

const SAVE_AFTER_MS = 1200;
const HEAR_EVERY_MS = 4000;
const TRY_AGAIN_MS = 8000;

export class Desk {
  /** @type {Cell} */
  cell = { workout: 0, week: 1 };
  open = false;
  /** @type {"week" | "following" | "all"} for which weeks an edit counts */
  reach = "week";
  steps = new History();
  /** @type {"saved" | "changed" | "saving" | "offline" | "refused" | "conflict"} */
  state = "saved";
  /** @type {Fault[]} */
  faults = [];
  /** @type {import("./types.js").Person[]} */
  present = [];
  /** @type {{revision: number, document: Plan, by: string} | undefined} */
  theirs;
  /** @type {{kind: "day" | "week" | "section" | "workout", said: any} | undefined} */
  clip;
  /** @type {import("./talk.js").Told | undefined} what the server says no to */
  no;
  #timer = 0;
  #saving = false;

  /** @param {{id: string, revision: number, document: any, me: string}} begun @param {() => void} changed */
  constructor(begun, changed) {
    this.id = begun.id;
    this.me = begun.me;
    this.revision = begun.revision;
    /** @type {Plan} */
    this.plan = whole(begun.document);
    this.saved = this.plan;
    this.changed = changed;
  }

  get duration() {
    return weeksOf(this.plan);
  }

  get workout() {
    return this.plan.workouts[this.cell.workout];
  }

  /** The weeks that an edit in the open cell counts for. */
  get weeks() {
    const all = Array.from({ length: this.duration }, (_, place) => place + 1);
    if (this.reach === "all" || this.cell.week === 0) return all;
    return all.filter((week) => (this.reach === "week" ? week === this.cell.week : week >= this.cell.week));
  }

  async begin() {
    this.steps = await keptSteps(this.id, this.revision);
    this.changed();
    void this.hear();
    setInterval(() => void this.hear(), HEAR_EVERY_MS);
  }

  /** Change the plan; `key` names the field that is typed into, so that a word is one step. @param {Plan} next @param {string} [key] */
  set(next, key = "") {
    if (next === this.plan) return;
    this.steps.note(this.plan, next, key, Date.now());
    this.#become(next);
  }

  undo() {
    if (this.steps.done.length) this.#become(this.steps.undo(this.plan));
  }

  redo() {
    if (this.steps.undone.length) this.#become(this.steps.redo(this.plan));
  }

  /** @param {Plan} next */
  #become(next) {
    this.plan = next;
    this.cell = { workout: Math.max(0, Math.min(this.cell.workout, next.workouts.length - 1)), week: Math.min(this.cell.week, this.duration) };
    if (this.state !== "conflict") this.state = "changed";
    this.no = undefined;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), SAVE_AFTER_MS);
    this.changed();
  }

  get unsaved() {
    return this.plan !== this.saved;
  }

  /** Save what is not yet; nobody's change is overwritten. @returns {Promise<boolean>} whether all is saved */
  async save() {
    if (this.#saving || this.state === "conflict") return false;
    if (!this.unsaved) return true;
    const { plan } = this;
    this.#saving = true;
    if (this.state === "offline") this.no = undefined;
    this.state = "saving";
    this.changed();
    const { status, said } = await ask("PUT", `/drafts/${this.id}`, { revision: this.revision, document: plan });
    this.#saving = false;
    if (status === 200) {
      this.revision = said.revision;
      this.saved = plan;
      this.state = this.unsaved ? "changed" : "saved";
      void keepSteps(this.id, this.revision, this.steps);
      void this.check();
      if (this.unsaved) return this.save();
    } else if (status === 409) {
      await this.#meet();
    } else {
      this.state = status === 0 || status >= 500 || status === 429 ? "offline" : "refused";
      this.no = toldShort(said);
      if (this.state === "offline") this.#timer = setTimeout(() => void this.save(), TRY_AGAIN_MS);
    }
    this.changed();
    return !this.unsaved;
  }

  /** Somebody else saved meanwhile: fetch theirs, to be looked at beside ours. */
  async #meet() {
    const { status, said } = await ask("GET", `/api/v1/routine-drafts/${this.id}`);
    if (status !== 200) {
      this.state = "offline";
      return;
    }
    this.theirs = { revision: said.revision, document: whole(said.document), by: said.savedBy };
    this.state = "conflict";
    this.open = false;
  }

  /** Go on from theirs, or put ours after theirs; the other state is one step back. @param {boolean} mine */
  settle(mine) {
    if (!this.theirs) return;
    const { revision, document } = this.theirs;
    this.revision = revision;
    this.saved = document;
    this.theirs = undefined;
    this.state = "saved";
    if (mine) return this.#become(this.plan);
    this.steps.note(this.plan, document, "", 0);
    this.#take(document);
  }

  /** @param {Plan} next what the server has */
  #take(next) {
    this.plan = next;
    this.saved = next;
    this.cell = { workout: Math.max(0, Math.min(this.cell.workout, next.workouts.length - 1)), week: Math.min(this.cell.week, this.duration) };
    this.changed();
    void this.check();
  }

  /** Hear who else is here, and take in what they saved where nothing of ours waits. */
  async hear() {
    if (document.visibilityState === "hidden") return;
    const place = this.open ? `${this.workout?.name ?? ""} · ${this.cell.week}` : "";
    const { status, said } = await ask("POST", `/api/v1/routine-drafts/${this.id}/presence`, place ? { place: place.slice(0, 200) } : {});
    if (status !== 200) return;
    const before = JSON.stringify(this.present);
    this.present = said.present;
    if (said.revision > this.revision && !this.unsaved && !this.#saving && this.state === "saved") await this.#follow();
    if (before !== JSON.stringify(this.present)) this.changed();
  }

  async #follow() {
    const { status, said } = await ask("GET", `/api/v1/routine-drafts/${this.id}`);
    if (status !== 200 || this.unsaved || said.revision <= this.revision) return;
    const next = whole(said.document);
    this.steps.note(this.plan, next, "", 0);
    this.revision = said.revision;
    this.#take(next);
  }

  /** Look what stands against publishing. */
  async check() {
    const { status, said } = await ask("GET", `/drafts/${this.id}/check`);
    if (status !== 200 || said.revision !== this.revision) return;
    this.faults = said.errors;
    this.changed();
  }
}

/** @param {any} document @returns {Plan} */
function whole(document) {
  return { ...document, workouts: Array.isArray(document.workouts) ? document.workouts.filter((/** @type {any} */ each) => each && typeof each === "object") : [] };
}
