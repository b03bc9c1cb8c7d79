/**
 * The same database for a browser that keeps nothing: it lasts as long as the page, and the page says so.
 * As much of it as store.js asks for.
 */

/** @typedef {{keyPath?: string, auto?: boolean}} Shape */

const path = (/** @type {any} */ value, /** @type {string} */ keyPath) => keyPath.split(".").reduce((inner, name) => inner?.[name], value);

/** @param {Shape} shape */
function makeStore({ keyPath, auto }) {
  /** @type {Map<any, any>} */
  const held = new Map();
  let last = 0;
  const put = async (/** @type {any} */ value, /** @type {any} */ key) => {
    let place = key ?? (keyPath && path(value, keyPath));
    if (place === undefined && auto) place = last += 1;
    held.set(place, structuredClone(auto && keyPath ? { ...value, [keyPath]: place } : value));
    return place;
  };
  const sorted = () => [...held.entries()].sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    put, add: put,
    get: async (/** @type {any} */ key) => structuredClone(held.get(key)),
    getAll: async () => sorted().map(([, value]) => structuredClone(value)),
    getAllKeys: async () => sorted().map(([key]) => key),
    delete: async (/** @type {any} */ key) => void held.delete(key),
  };
}

/** @param {Record<string, Shape>} shapes @returns {any} */
export function openInMemory(shapes) {
  const stores = Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, makeStore(shape)]));
  const of = (/** @type {string} */ name) => /** @type {ReturnType<typeof makeStore>} */ (stores[name]);
  return {
    transaction: (/** @type {string | string[]} */ names) => ({ objectStore: of, store: typeof names === "string" ? of(names) : undefined, commit: () => undefined, done: Promise.resolve() }),
    get: (/** @type {string} */ name, /** @type {any} */ key) => of(name).get(key),
    getAll: (/** @type {string} */ name) => of(name).getAll(),
    put: (/** @type {string} */ name, /** @type {any} */ value, /** @type {any} */ key) => of(name).put(value, key),
    delete: (/** @type {string} */ name, /** @type {any} */ key) => of(name).delete(key),
    close: () => undefined,
  };
}
