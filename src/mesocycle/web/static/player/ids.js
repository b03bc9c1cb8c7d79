/** Ids of our own making: 24 hex digits, seconds first, so that they sort by time. Works without a secure context too. */
export function newId(now = Date.now()) {
  const seconds = Math.floor(now / 1000).toString(16).padStart(8, "0");
  const random = crypto.getRandomValues(new Uint8Array(8));
  return seconds + [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {number} moment @returns {string} as the server writes instants */
export const instant = (moment) => new Date(moment).toISOString();
