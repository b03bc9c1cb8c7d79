/**
 * What is on this phone, in IndexedDB: one database for each athlete, so that nobody finds or sends what is another's.
 *
 * `plays` what was fetched, `states` where each session stands on this phone, `waiting` the outbox in the order of the
 * taps, `about` single values. A tap is one transaction over all it changes: it happened whole, or not at all.
 */

import { openDB } from "../vendor/idb.js";
import { freshState } from "./progress.js";

/**
 * @typedef {import("./types.js").Kept} Kept
 * @typedef {import("./types.js").Operation} Operation
 * @typedef {import("./types.js").OperationResult} OperationResult
 * @typedef {import("./types.js").Play} Play
 * @typedef {import("./types.js").State} State
 * @typedef {import("./types.js").Waiting} Waiting
 * @typedef {import("../vendor/idb.js").IDBPDatabase} Database
 */

/** Written through to the disk before a tap counts as done, not only handed to the system. */
const SAFE = /** @type {const} */ ({ durability: "strict" });
/** What the server has as well, or what a browser that died would only do again: no tap shall wait for the disk because of it. */
const AGAIN = /** @type {const} */ ({ durability: "relaxed" });
/** Whose phone it is now; only where to look, no secret and no data. */
const OWNER = "owner";

/** Not in `localStorage`: browsers write that some seconds later, and a phone that dies before has forgotten it. */
const phone = () => openDB("mesocycle", 1, { upgrade: (db) => void db.createObjectStore("about") });

/** @template T @param {(db: Database) => Promise<T>} deed @returns {Promise<T>} */
async function onPhone(deed) {
  const db = await phone();
  try {
    return await deed(db);
  } finally {
    db.close();
  }
}

/** @returns {Promise<string | undefined>} whose work this browser shows: of whom was signed in when it last had a network */
export const owner = () => onPhone((db) => db.get("about", OWNER));

/** @param {string} userId */
export const own = (userId) =>
  onPhone(async (db) => {
    const tx = db.transaction("about", "readwrite", SAFE);
    void tx.store.put(userId, OWNER);
    await tx.done;
  });

const SHAPES = { plays: { keyPath: "session._id" }, states: { keyPath: "sessionId" }, about: {}, waiting: { keyPath: "n", auto: true } };

/** @param {string} userId */
export const open = (userId) =>
  openDB(`mesocycle-${userId}`, 1, {
    upgrade(db) {
      for (const [name, { keyPath, auto = false }] of /** @type {[string, import("./memory.js").Shape][]} */ (Object.entries(SHAPES))) {
        db.createObjectStore(name, keyPath ? { keyPath, autoIncrement: auto } : {});
      }
    },
  });

/** For a browser that keeps nothing; others never load it. @returns {Promise<Database>} */
export const openForPage = async () => (await import("./memory.js")).openInMemory(SHAPES);

/**
 * Keep what the server gives. A session with work that the server has not answered keeps that work beside it.
 * @param {Database} db @param {Kept} kept
 */
export async function keep(db, kept) {
  const tx = db.transaction(["plays", "about", "waiting"], "readwrite", AGAIN);
  const { plays, ...about } = kept;
  const before = await tx.objectStore("about").get("kept");
  const busy = new Set((await tx.objectStore("waiting").getAll()).map((each) => each.sessionId));
  const still = new Set(plays.map((play) => play.session._id));
  for (const id of await tx.objectStore("plays").getAllKeys()) {
    if (!still.has(String(id)) && !busy.has(String(id))) void tx.objectStore("plays").delete(id);
  }
  for (const play of plays) void tx.objectStore("plays").put(play);
  void tx.objectStore("about").put({ ...about, skewMs: skew(kept.now) }, "kept");
  if (before && before.epoch !== about.epoch) await unsee(tx.objectStore("waiting"));
  await tx.done;
}

/** @param {Database} db @returns {Promise<{day: string, list: import("./types.js").Substitute[]} | undefined>} */
export const exercisesOf = (db) => db.get("about", "exercises");

/** @param {Database} db @param {string} day @param {import("./types.js").Substitute[]} list */
export const keepExercises = (db, day, list) => db.put("about", { day, list }, "exercises");

/** A phone's clock may be hours wrong; what the network takes is no error of the clock. @param {string} now */
function skew(now) {
  const off = Date.parse(now) - Date.now();
  return Math.abs(off) > 120_000 ? off : 0;
}

/** Of which feed the positions are that this phone has seen. @param {Database} db @returns {Promise<string | undefined>} */
export const epochOf = async (db) => (await db.get("about", "kept"))?.epoch;

/** After another `epoch` (a backup was restored) what this phone had seen counts for nothing. @param {any} waiting */
async function unsee(waiting) {
  for (const each of await waiting.getAll()) void waiting.put({ ...each, seenSeq: 0 });
}

/**
 * Do what a tap says: write down its operations, and where the session now stands (none: it stands where it stood).
 * @param {Database} db @param {readonly Operation[]} operations @param {State} [state] @returns {Promise<Waiting[]>}
 */
export async function tap(db, operations, state) {
  const tx = db.transaction(["waiting", "states"], "readwrite", SAFE);
  const places = operations.map((operation) => tx.objectStore("waiting").add({ ...operation, state: "kept" }));
  if (state) void tx.objectStore("states").put(state);
  tx.commit(); // that this is all is said, not found out when the last answer came
  await tx.done;
  const kept = await Promise.all(places);
  return operations.map((operation, at) => ({ ...operation, state: "kept", n: Number(kept[at]) }));
}

/** @param {Database} db @param {string} sessionId @returns {Promise<Play | undefined>} a session as it was fetched */
export const playOf = (db, sessionId) => db.get("plays", sessionId);

/** @param {Database} db @param {string} sessionId */
export async function look(db, sessionId) {
  const tx = db.transaction(["plays", "states", "waiting", "about"]);
  const [play, state, waiting, about] = await Promise.all([
    tx.objectStore("plays").get(sessionId),
    tx.objectStore("states").get(sessionId),
    tx.objectStore("waiting").getAll(),
    tx.objectStore("about").get("kept"),
  ]);
  return {
    play: /** @type {Play | undefined} */ (play),
    state: /** @type {State} */ (state ?? freshState(sessionId)),
    waiting: /** @type {Waiting[]} */ (waiting),
    about: /** @type {(Omit<Kept, "plays"> & {skewMs: number}) | undefined} */ (about),
  };
}

/**
 * The next to send, in order. `sent` ones come too: a page that was closed in mid-request never heard the answer, and
 * sending twice does it once. Of a session that is stuck nothing comes: what is behind must not overtake.
 * @param {Database} db @param {number} most @param {ReadonlySet<string>} stuck @returns {Promise<Waiting[]>}
 */
export async function takeUnsent(db, most, stuck) {
  const tx = db.transaction("waiting", "readwrite", AGAIN);
  /** @type {Waiting[]} */
  const all = await tx.store.getAll();
  const found = all.filter((each) => (each.state === "kept" || each.state === "sent") && !stuck.has(each.sessionId)).slice(0, most);
  for (const each of found) if (each.state === "kept") void tx.store.put({ ...each, state: "sent" });
  await tx.done;
  return found;
}

/**
 * Take in the answers: what is done leaves the outbox in the same transaction in which the session that holds it comes.
 * @param {Database} db @param {readonly Waiting[]} sent @param {readonly OperationResult[]} results
 */
export async function settle(db, sent, results) {
  const tx = db.transaction(["waiting", "plays"], "readwrite", AGAIN);
  for (const [place, result] of results.entries()) {
    const operation = sent[place];
    if (operation === undefined) continue;
    if (result.session) {
      const play = await tx.objectStore("plays").get(operation.sessionId);
      if (play) void tx.objectStore("plays").put({ ...play, session: result.session });
    }
    if (result.outcome === "done") void tx.objectStore("waiting").delete(operation.n ?? 0);
    else {
      const busy = result.refusal?.kind === "busy"; // the server could not, and says nothing against it
      const state = busy ? "kept" : result.outcome === "refused" ? "refused" : "answered";
      const { session: _, ...rest } = result;
      void tx.objectStore("waiting").put({ ...operation, state, result: rest });
    }
  }
  await tx.done;
}

/** @param {Database} db @param {number} n what was told to the athlete, or given up by them */
export const forget = (db, n) => db.delete("waiting", n);

/** @param {Database} db @returns {Promise<Waiting[]>} what only this phone has */
export const unsent = async (db) =>
  (await db.getAll("waiting")).filter((each) => each.state !== "answered");

/** As the server takes it. @param {readonly Waiting[]} waiting @returns {Operation[]} */
export const operationsOf = (waiting) => waiting.map(({ _id, seenSeq, sessionId, kind, at, body }) => ({ _id, seenSeq, sessionId, kind, at, body }));

/**
 * The unsent work as a file: the very batch that the server takes, with the feed's epoch that its positions are of.
 * @param {Database} db
 */
export const asFile = async (db) =>
  JSON.stringify({ epoch: await epochOf(db), operations: operationsOf(await unsent(db)) }, null, 1);

/**
 * Take in such a file; what is here already does not come twice. Positions of another feed count for nothing.
 * @param {Database} db @param {string} text @returns {Promise<number>} how many are new
 */
export async function takeIn(db, text) {
  const told = JSON.parse(text);
  const found = Array.isArray(told) ? told : told?.operations;
  if (!Array.isArray(found) || !found.every((each) => typeof each?._id === "string" && typeof each.sessionId === "string" && each.body)) {
    throw new TypeError("not a file of unsent work");
  }
  const here = await epochOf(db);
  const same = !Array.isArray(told) && told.epoch === here;
  const tx = db.transaction("waiting", "readwrite", SAFE);
  const known = new Set((await tx.store.getAll()).map((each) => each._id));
  const fresh = found.filter((each) => !known.has(each._id));
  for (const { _id, seenSeq, sessionId, kind, at, body } of fresh) {
    void tx.store.add({ _id, seenSeq: same ? seenSeq : 0, sessionId, kind, at, body, state: "kept" });
  }
  await tx.done;
  return fresh.length;
}

/** How much work of whom this browser shows no server has. @returns {Promise<number>} */
export async function left() {
  const userId = await owner();
  if (userId === undefined) return 0;
  const db = await open(userId);
  const { length } = await unsent(db);
  db.close();
  return length;
}

/**
 * Signing out: what was fetched goes; work that no server has stays sealed in the athlete's own database, which is only
 * opened again when they sign in here.
 */
export async function seal() {
  const userId = await owner();
  await onPhone((phone) => phone.delete("about", OWNER));
  if (userId === undefined) return 0;
  const db = await open(userId);
  const left = await unsent(db);
  const busy = new Set(left.map((each) => each.sessionId));
  const tx = db.transaction(["plays", "states", "about"], "readwrite");
  for (const name of /** @type {const} */ (["plays", "states"])) {
    for (const id of await tx.objectStore(name).getAllKeys()) if (!busy.has(String(id))) void tx.objectStore(name).delete(id);
  }
  await tx.done;
  db.close();
  return left.length;
}
