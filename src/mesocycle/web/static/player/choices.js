/** Small choices of this browser's; where it keeps nothing they last as long as the page. */

/** @type {Map<string, string>} */
const ofPage = new Map();

/** @param {string} name @returns {string | null} */
export function chosen(name) {
  try {
    return localStorage.getItem(`mesocycle-${name}`);
  } catch {
    return ofPage.get(name) ?? null;
  }
}

/** @param {string} name @param {string | null} value null takes it away */
export function choose(name, value) {
  try {
    if (value === null) localStorage.removeItem(`mesocycle-${name}`);
    else localStorage.setItem(`mesocycle-${name}`, value);
  } catch {
    if (value === null) ofPage.delete(name);
    else ofPage.set(name, value);
  }
}
