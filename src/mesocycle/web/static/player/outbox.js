/** Sending what was tapped: in order, again until it is answered, and never as somebody else. */

import { epochOf, keep, operationsOf, settle, takeUnsent } from "./store.js";
import { t } from "./words.js";

/**
 * @typedef {import("../vendor/idb.js").IDBPDatabase} Database
 * @typedef {"sent" | "offline" | "signed-out" | "other-athlete" | "later"} Outcome
 * @typedef {import("./types.js").Waiting} Waiting
 * @typedef {{user: {_id: string, name: string, locale?: string}, csrfToken?: string}} Who
 */

const AT_ONCE = 250;
/** What goes with the cookie, as the server last said it. */
let token = "";

/** Put something small that is no training and need not be kept: with no network it is left. @param {string} path @param {unknown} said @param {string} [method] */
export async function change(path, said, method = "PUT") {
  if (!token) await whoIsIt();
  return ask(path, { method, headers: { "content-type": "application/json", "x-csrf-token": token }, body: JSON.stringify(said) });
}

/** @param {string} path @param {RequestInit} [said] */
export const ask = (path, said = {}) =>
  fetch(path, { credentials: "same-origin", cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(20_000), ...said });

/** Who is signed in here, as the server says. @returns {Promise<Who | Outcome>} */
export async function whoIsIt() {
  try {
    const answer = await ask("/api/v1/sign-in");
    if (answer.ok) {
      /** @type {Who} */
      const who = await answer.json();
      token = who.csrfToken ?? "";
      return who;
    }
    return answer.status === 401 ? "signed-out" : "later";
  } catch {
    return "offline";
  }
}

/**
 * What is to be kept of whoever is signed in.
 * @param {string} [sessionId] one more than the next days' @param {() => Promise<void>} [calm] when there is time to read it @returns {Promise<import("./types.js").Kept | Outcome>}
 */
export async function askKept(sessionId, calm) {
  try {
    const answer = await ask(`/player/kept${sessionId ? `?sessionId=${encodeURIComponent(sessionId)}` : ""}`);
    const gone = [404, 409, 410].includes(answer.status); // removed meanwhile: what was done of it is sent all the same
    if (gone && sessionId) return await askKept(undefined, calm);
    if (answer.type === "opaqueredirect") return "signed-out"; // a page's no leads to the sign-in
    if (!answer.ok) return answer.status === 401 ? "signed-out" : "later";
    await calm?.();
    return await answer.json();
  } catch {
    return "offline";
  }
}

/**
 * Fetch what is to be kept, and keep it.
 * @param {Database} db @param {string} userId @param {string} sessionId @param {() => Promise<void>} calm @returns {Promise<Outcome>}
 */
export async function fetchKept(db, userId, sessionId, calm) {
  const kept = await askKept(sessionId, calm);
  if (typeof kept === "string") return kept;
  if (kept.userId !== userId) return "other-athlete";
  await keep(db, kept);
  return "sent";
}

/**
 * Send all that waits. Two pages of one browser take turns; where the browser has no such lock both may send, and the
 * server does each operation once.
 * @param {Database} db @param {string} userId @param {() => void} progressed @returns {Promise<Outcome>}
 */
export async function sendAll(db, userId, progressed) {
  const send = async () => {
    const who = await whoIsIt();
    if (typeof who === "string") return who;
    if (who.user._id !== userId) return "other-athlete";
    /** @type {Set<string>} sessions of which something could not be done now: those behind them go on */
    const stuck = new Set();
    for (;;) {
      const batch = await takeUnsent(db, AT_ONCE, stuck);
      if (batch.length === 0) return stuck.size > 0 ? "later" : "sent";
      const outcome = await sendBatch(db, userId, batch, stuck);
      progressed();
      if (outcome !== "sent") return outcome;
    }
  };
  return navigator.locks ? navigator.locks.request(`mesocycle-outbox-${userId}`, send) : send();
}

/** What says something against this batch and not against the phone, the sign-in or the moment. */
const AGAINST_IT = new Set([400, 413, 415, 422, 500]);
const MOST_TRIES = 20;

/**
 * The token belongs to the cookie: should another athlete sign in between, the server refuses the whole batch. A batch
 * that is refused for what is in it is sent in halves, until the one is found that is to blame; the others are done.
 * @param {Database} db @param {string} userId @param {Waiting[]} batch @param {Set<string>} stuck
 * @returns {Promise<Outcome>}
 */
async function sendBatch(db, userId, batch, stuck) {
  if (batch.length === 0) return "sent";
  const operations = operationsOf(batch);
  let answer;
  try {
    const body = JSON.stringify({ operations, epoch: await epochOf(db) });
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      answer = await ask(`/player/sync?userId=${encodeURIComponent(userId)}`, {
        method: "POST", headers: { "content-type": "application/json", "x-csrf-token": token }, body,
      });
      if (answer.status !== 202) break; // much work: a part was done, and the same batch goes on where it stopped
    }
    if (!answer) return "later";
    if (answer.type === "opaqueredirect" || answer.status === 401) return "signed-out";
    if (answer.ok) {
      const { results } = await answer.json();
      await settle(db, batch, results);
      for (const [place, result] of results.entries()) if (result.refusal?.kind === "busy") stuck.add(batch[place]?.sessionId ?? "");
      return "sent";
    }
  } catch (error) {
    if (error instanceof DOMException && error.name !== "TimeoutError" && error.name !== "AbortError") throw error;
    return "offline";
  }
  if (!AGAINST_IT.has(answer.status)) return "later";
  const [first] = batch;
  if (first && batch.length === 1) {
    if (answer.status === 500) stuck.add(first.sessionId);
    else await settle(db, batch, [{ operationId: first._id, outcome: "refused", refusal: { code: `http-${answer.status}`, sentence: t("not-understood"), remedy: "" } }]);
    return "sent";
  }
  const half = Math.ceil(batch.length / 2);
  const outcome = await sendBatch(db, userId, batch.slice(0, half), stuck);
  return outcome === "sent" ? sendBatch(db, userId, batch.slice(half).filter((each) => !stuck.has(each.sessionId)), stuck) : outcome;
}
