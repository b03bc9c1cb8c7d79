/** The end of a rest, told by the server through the browser's push service: heard though the page is closed. */

import { choose, chosen } from "./choices.js";
import { instant } from "./ids.js";
import { ask, change } from "./outbox.js";
import { leftS } from "./rest.js";
import { t } from "./words.js";

/**
 * @typedef {import("./player.js").Player} Player
 * @typedef {"on" | "off" | "insecure" | "no-browser" | "denied" | "no-server"} Calling
 */

const LEAST_S = 5;
/** @param {Player} player the choice is the athlete's, not the browser's */
const choice = (player) => `call-${player.userId}`;

async function subscribed() {
  const worker = "serviceWorker" in navigator ? await navigator.serviceWorker.getRegistration() : undefined;
  return (await worker?.pushManager?.getSubscription()) ?? undefined;
}

/** @param {Player} player @returns {Promise<Calling>} */
export async function calling(player) {
  if (!isSecureContext) return "insecure";
  if (!("PushManager" in globalThis) || !("Notification" in globalThis)) return "no-browser";
  if (Notification.permission === "denied") return "denied";
  return chosen(choice(player)) && (await subscribed()) ? "on" : "off";
}

/** @param {Player} player @returns {Promise<Calling>} */
export async function turnOn(player) {
  if ((await Notification.requestPermission()) !== "granted") return "denied";
  const { publicKey } = await (await ask("/player/push")).json();
  if (!publicKey) return "no-server";
  const worker = await navigator.serviceWorker.ready;
  const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
  if (!(await enrol(made))) {
    await made.unsubscribe();
    return "no-server";
  }
  choose(choice(player), "yes");
  return "on";
}

/** @param {Player} player */
export async function turnOff(player) {
  choose(choice(player), null);
  const made = await subscribed();
  if (made) await change("/player/push/end", { endpoint: made.endpoint });
  await made?.unsubscribe();
}

/** A new sign-in is another one to the server: whoever wants to be called says so again. @param {Player} player */
export async function enrolAgain(player) {
  const made = chosen(choice(player)) ? await subscribed() : undefined;
  if (made) await enrol(made);
}

/** @param {PushSubscription} made */
async function enrol(made) {
  const { endpoint, keys } = made.toJSON();
  return (await change("/player/push", { endpoint, keys })).ok;
}

/** Say when the rest that runs is over, or that it is. @param {Player} player @param {string} next */
export async function callAt(player, next) {
  const made = chosen(choice(player)) ? await subscribed() : undefined;
  if (!made) return;
  const rest = player.state.rest;
  const done = player.done.get(rest?.key ?? "");
  const begunAt = done?.set?.performedAt ?? done?.effort?.performedAt ?? instant(player.now);
  const inS = rest ? leftS(rest, Date.now()) : 0;
  const wanted = inS > LEAST_S && player.status === "in-progress";
  await change("/player/rest", {
    endpoint: made.endpoint, sessionId: player.sessionId, begunAt,
    ...(wanted ? { inS, title: t("rest-over"), text: next.slice(0, 200) } : {}),
  });
}
