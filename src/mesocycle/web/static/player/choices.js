/** Small choices of this browser's; where it keeps nothing they last as long as the page. */

/** What was read or set, for each screen asks many times. @type {Map<string, string | null>} */
const known = new Map();

/** @param {string} name @returns {string | null} */
export function chosen(name) {
  if (!known.has(name)) known.set(name, kept(name));
  return known.get(name) ?? null;
}

/** @param {string} name @returns {string | null} */
function kept(name) {
  try {
    return localStorage.getItem(`mesocycle-${name}`);
  } catch {
    return null;
  }
}

/** @param {string} name @param {string | null} value null takes it away */
export function choose(name, value) {
  known.set(name, value);
  try {
    if (value === null) localStorage.removeItem(`mesocycle-${name}`);
    else localStorage.setItem(`mesocycle-${name}`, value);
  } catch {
    // it lasts as long as the page
  }
}
