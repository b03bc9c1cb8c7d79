/** The four ways in which the end of a rest is heard, and which of them this browser or this server lacks. */

import { html, nothing } from "../vendor/lit-html.js";
import { callAt, calling, enrolAgain, turnOff, turnOn } from "./calling.js";
import { choose, chosen } from "./choices.js";
import { fold } from "./fold.js";
import { awake } from "./phone.js";
import { leftS } from "./rest.js";
import { playRest, stopRest } from "./sound.js";
import { performanceText } from "./told.js";
import { t } from "./words.js";

/** @typedef {import("./player.js").Player} Player */

const SOUND = "sound";
/** @type {import("./calling.js").Calling} */
let called = "off";

/** Look which ways there are, and let the server know this browser again. @param {Player} player */
export async function lookAtWays(player) {
  called = await calling(player);
  player.changed();
  if (called === "on") await enrolAgain(player);
}

/** A rest began, was changed or is over. @param {Player} player */
export async function followRest(player) {
  const rest = player.resting;
  const next = player.next;
  const comes = next ? `${player.exerciseName(next)} ${performanceText(player.performance(next), player.unit)}`.trim() : t("all-done");
  if (!rest) stopRest();
  else if (chosen(SOUND)) void playRest(leftS(rest, Date.now()), comes, { skip: () => void player.endRest(), stretch: (seconds) => void player.stretch(seconds) });
  try {
    await callAt(player, comes);
  } catch {
    // no network: the sound, the page's own clock and the kept end are still there
  }
}

/** @param {Player} player */
export function waysPanel(player) {
  const turn = async () => {
    try {
      if (called === "on") await turnOff(player);
      called = called === "on" ? "off" : await turnOn(player);
    } catch {
      called = "no-server";
    }
    player.changed();
  };
  const way = (/** @type {string} */ name, /** @type {string} */ state, /** @type {unknown} */ button = nothing) =>
    html`<li data-way=${name} data-state=${state}><b>${t(`way-${name}`)}</b> ${t(`way-${name}-${state}`)} ${button}</li>`;
  const onOff = (/** @type {string} */ what, /** @type {boolean} */ on, /** @type {() => unknown} */ click) =>
    html`<button type="button" data-do=${what} aria-pressed=${on} @click=${click}>${t(on ? "turn-off" : "turn-on")}</button>`;
  const sound = chosen(SOUND) !== null;
  return fold(player, { name: "ways", kind: "others ways", head: t("ways") }, () => html`<ul>
    ${way("end", "on")}${way("awake", awake() ? "on" : "missing")}
    ${way("call", called, called === "on" || called === "off" ? onOff("call", called === "on", turn) : nothing)}
    ${way("sound", sound ? "on" : "off", onOff("sound", sound, () => { choose(SOUND, sound ? null : "yes"); if (sound) stopRest(); player.changed(); }))}
  </ul>`);
}
