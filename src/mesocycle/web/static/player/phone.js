/** What a phone can do for a rest: stay awake, make a sound, say what is next; each only where the browser has it. */

/** @type {WakeLockSentinel | undefined} */
let lock;
/** @type {AudioContext | undefined} */
let audio;

/** Stay awake while somebody trains; a page that comes back asks again. */
export async function stayAwake() {
  if (lock && !lock.released) return;
  try {
    lock = await navigator.wakeLock?.request("screen");
  } catch {
    lock = undefined; // battery saver, or the page is hidden
  }
}

export const awake = () => "wakeLock" in navigator;

/** What sounds takes a slow phone some 50 ms to make: before a tap needs it. It stays silent until one. */
export function prepareSound() {
  audio ??= "AudioContext" in globalThis ? new AudioContext() : undefined;
}

/** Browsers let a page make sounds only after a tap. */
export function unlockSound() {
  prepareSound();
  if (audio?.state === "suspended") void audio.resume();
}

/** Three short tones, and a shake. */
export function signal() {
  navigator.vibrate?.([200, 100, 200]);
  if (!audio) return;
  for (const [place, pitch] of [660, 660, 880].entries()) {
    const [tone, loud] = [audio.createOscillator(), audio.createGain()];
    const at = audio.currentTime + place * 0.25;
    tone.frequency.value = pitch;
    loud.gain.setValueAtTime(0.3, at);
    loud.gain.exponentialRampToValueAtTime(0.001, at + 0.2);
    tone.connect(loud).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.2);
  }
}

/** Ask that the unsent work is not thrown away when space is short. @returns {Promise<boolean>} whether it is safe */
export async function holdOn() {
  try {
    return (await navigator.storage?.persisted?.()) || ((await navigator.storage?.persist?.()) ?? false);
  } catch {
    return false;
  }
}

export const installed = () => matchMedia("(display-mode: standalone)").matches;
