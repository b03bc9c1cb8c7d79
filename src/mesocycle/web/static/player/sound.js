/**
 * The rest as a piece of sound: near-silence with the signal at its end. The system plays it on a locked phone, where no
 * clock of a page runs, and shows on the lock screen what comes next. It may stop the athlete's music: a choice.
 */

import { t } from "./words.js";

const RATE = 8000;
const SIGNAL_S = 1;
/** @type {HTMLAudioElement | undefined} */
let audio;

export const sounds = () => audio !== undefined && !audio.paused && !audio.ended;

/** The samples of a rest of so many seconds, 8 bits each, as a WAV file. @param {number} seconds */
export function restSound(seconds) {
  const length = Math.round((seconds + SIGNAL_S) * RATE);
  const bytes = new Uint8Array(44 + length).fill(128);
  const head = new DataView(bytes.buffer);
  for (const [at, text] of /** @type {[number, string][]} */ ([[0, "RIFF"], [8, "WAVEfmt "], [36, "data"]])) {
    for (let place = 0; place < text.length; place += 1) bytes[at + place] = text.charCodeAt(place);
  }
  for (const [at, value] of /** @type {[number, number][]} */ ([[4, 36 + length], [16, 16], [24, RATE], [28, RATE], [40, length]])) head.setUint32(at, value, true);
  for (const [at, value] of /** @type {[number, number][]} */ ([[20, 1], [22, 1], [32, 1], [34, 8]])) head.setUint16(at, value, true);
  const ends = Math.round(seconds * RATE);
  for (let at = 0; at < ends; at += RATE) bytes[44 + at] = 129; // all equal, some systems take it for nothing to play
  for (const [place, pitch] of [660, 660, 880].entries()) {
    const begin = ends + Math.round(place * 0.3 * RATE);
    for (let at = 0; at < 0.2 * RATE; at += 1) bytes[44 + begin + at] = 128 + Math.round(80 * Math.sin((2 * Math.PI * pitch * at) / RATE));
  }
  return bytes;
}

/**
 * Play a rest from now on, with buttons on the lock screen.
 * @param {number} seconds @param {string} next @param {{skip: () => void, stretch: (seconds: number) => void}} buttons
 */
export async function playRest(seconds, next, { skip, stretch }) {
  stopRest();
  audio = new Audio(URL.createObjectURL(new Blob([restSound(seconds)], { type: "audio/wav" })));
  try {
    await audio.play();
  } catch {
    return; // the system lets no page play now
  }
  const session = navigator.mediaSession;
  if (!session) return;
  session.metadata = new MediaMetadata({ title: next, artist: t("rest"), album: "Mesocycle" });
  session.setPositionState?.({ duration: seconds + SIGNAL_S, position: 0, playbackRate: 1 });
  session.setActionHandler("nexttrack", skip);
  session.setActionHandler("seekbackward", () => stretch(-15));
  session.setActionHandler("seekforward", () => stretch(15));
}

export function stopRest() {
  if (!audio) return;
  audio.pause();
  URL.revokeObjectURL(audio.src);
  audio = undefined;
  if (navigator.mediaSession) navigator.mediaSession.metadata = null;
}
