/** Undo and redo without end: each step is the smallest place where two plans differ, kept beside the draft in the browser. */

/** @typedef {import("./types.js").Change} Change */

const COALESCE_MS = 1500;

/** Find the smallest place that holds all that differs. @param {any} before @param {any} after @returns {(string | number)[]} */
export function differing(before, after) {
  const path = [];
  let [one, other] = [before, after];
  while (one && other && typeof one === "object" && typeof other === "object" && Array.isArray(one) === Array.isArray(other)) {
    if (Array.isArray(one) && one.length !== other.length) break;
    const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((key) => one[key] !== other[key] && !same(one[key], other[key]));
    const [key] = keys;
    if (keys.length !== 1 || key === undefined || !(key in one) || !(key in other)) break;
    path.push(Array.isArray(one) ? Number(key) : key);
    [one, other] = [one[key], other[key]];
  }
  return path;
}

/** @param {any} one @param {any} other @returns {boolean} */
function same(one, other) {
  if (one === other) return true;
  if (!one || !other || typeof one !== "object" || typeof other !== "object") return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && Array.isArray(one) === Array.isArray(other) && keys.every((key) => key in other && same(one[key], other[key]));
}

/** @param {any} whole @param {(string | number)[]} path @returns {any} */
const at = (whole, path) => path.reduce((node, step) => node?.[step], whole);

/** Put something in its place; what stands beside the way is shared. @param {any} whole @param {(string | number)[]} path @param {any} value @returns {any} */
export function placed(whole, path, value) {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(whole)) return whole.map((each, place) => (place === step ? placed(each, rest, value) : each));
  return { ...whole, [step]: placed(whole[step], rest, value) };
}

export class History {
  /** @type {Change[]} */
  done = [];
  /** @type {Change[]} */
  undone = [];
  /** @type {any} the plan before the last step, while that goes on */
  #base;

  /** Note a step; of one field typed on without a pause it is one. @param {any} before @param {any} after @param {string} key @param {number} now */
  note(before, after, key, now) {
    const last = this.done.at(-1);
    const goesOn = last && this.#base !== undefined && key && last.key === key && now - last.at < COALESCE_MS && !this.undone.length;
    this.undone = [];
    if (goesOn) this.done.pop();
    else this.#base = before;
    const path = differing(this.#base, after);
    this.done.push({ path, before: at(this.#base, path), after: at(after, path), key, at: now });
  }

  /** @param {any} plan @returns {any} */
  undo(plan) {
    const step = this.done.pop();
    this.#base = undefined;
    if (!step) return plan;
    this.undone.push(step);
    return placed(plan, step.path, step.before);
  }

  /** @param {any} plan @returns {any} */
  redo(plan) {
    const step = this.undone.pop();
    this.#base = undefined;
    if (!step) return plan;
    this.done.push({ ...step, at: 0 });
    return placed(plan, step.path, step.after);
  }
}

/** The place of all drafts' steps in this browser. @returns {Promise<IDBDatabase | undefined>} */
function open() {
  return new Promise((resolve) => {
    const asked = indexedDB.open("mesocycle-drafts", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("steps", { keyPath: "draft" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => resolve(undefined); // without storage there are the steps of this page
  });
}

/** Find the steps that led to a revision of a draft. @param {string} draft @param {number} revision */
export async function keptSteps(draft, revision) {
  const kept = new History();
  const db = await open();
  if (!db) return kept;
  const found = await new Promise((resolve) => {
    const asked = db.transaction("steps").objectStore("steps").get(draft);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => resolve(undefined);
  });
  db.close();
  if (found?.revision === revision) Object.assign(kept, { done: found.done, undone: found.undone });
  return kept;
}

/** Keep the steps that led to a revision. @param {string} draft @param {number} revision @param {History} steps */
export async function keepSteps(draft, revision, steps) {
  const db = await open();
  if (!db) return;
  const { done, undone } = steps;
  const writing = db.transaction("steps", "readwrite");
  writing.objectStore("steps").put({ draft, revision, done, undone });
  writing.oncomplete = writing.onabort = () => db.close();
}
