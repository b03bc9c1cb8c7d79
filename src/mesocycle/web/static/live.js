// @ts-check
/**
 * Pages that stay open and hear what happens: when an athlete's feed has gone on, the parts of the page that show it
 * are fetched anew. Whoever comes back compares where each feed stands, so nothing is missed while nobody listened.
 */

/** @typedef {{ userId: string, epoch: string, seq: number, messages?: number }} Position */

const root = /** @type {HTMLElement} */ (document.querySelector("[data-live]"));
const only = root.dataset.live;
const shown = /** @type {HTMLElement | null} */ (document.querySelector("[data-live-state]"));
const PAUSE_MS = 1000; // of a set every few seconds, each is seen, and the server is asked once a second at most
const WHOLE_MS = 5000;
const MOST_ROWS = 20;
const SILENT_MS = 40_000; // so long after the last beat nobody is there any more, whatever the network says

/** @type {Map<string, string>} */
const known = new Map();
for (const each of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-at]"))) {
  if (each.dataset.athlete) known.set(each.dataset.athlete, each.dataset.at ?? "");
}
const hidden = /** @type {Record<string, string>} */ (JSON.parse(root.dataset.others ?? "{}"));
for (const [id, at] of Object.entries(hidden)) known.set(id, at);

/** @type {Set<string>} */
const stale = new Set();
let whole = false;
let wholeAt = 0;
let ended = false;
let written = false;
let busy = false;
/** @type {EventSource | null} */
let source = null;
let tries = 0;
/** @type {number | undefined} */
let timer;
/** @type {number | undefined} */
let listening;

const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("mesocycle", { createHTML: (/** @type {string} */ text) => text });

/** @param {Position} position */
function at(position) {
  return `${position.epoch}:${position.seq}:${position.messages ?? ""}`;
}

/** @param {"on" | "off" | "ended"} state */
function tell(state) {
  if (!shown) return;
  shown.hidden = false;
  shown.dataset.liveState = state;
  shown.textContent = shown.dataset[state] ?? "";
}

function open() {
  clearTimeout(timer);
  if (source || ended || document.hidden) return;
  source = new EventSource(`/api/v1/live${only ? `?userId=${encodeURIComponent(only)}` : ""}`);
  lives();
  source.addEventListener("beat", lives);
  source.addEventListener("start", (event) => {
    lives();
    tries = 0;
    tell("on");
    const positions = /** @type {Position[]} */ (JSON.parse(event.data).positions);
    const there = new Set(positions.map((position) => position.userId));
    for (const position of positions) heard(position);
    if ([...known.keys()].some((id) => !there.has(id))) whole = true;
    void refresh();
  });
  source.addEventListener("change", (event) => {
    lives();
    heard(JSON.parse(event.data));
    void refresh();
  });
  source.addEventListener("end", (event) => {
    known.delete(JSON.parse(event.data).userId);
    if (only) return stop();
    whole = true;
    void refresh();
  });
  source.addEventListener("error", () => {
    tell("off");
    if (source?.readyState !== EventSource.CLOSED) return; // it comes back by itself
    close();
    timer = setTimeout(() => void again(), Math.min(30_000, PAUSE_MS * 2 ** tries++));
  });
}

/** Somebody is there; one who says nothing for longer than beats are apart is gone, and another is looked for. */
function lives() {
  clearTimeout(listening);
  listening = setTimeout(() => {
    tell("off");
    close();
    open();
  }, SILENT_MS);
}

function close() {
  clearTimeout(timer);
  clearTimeout(listening);
  source?.close();
  source = null;
}

/** The stream was refused: signed out, or not coached any more; or the server does not answer yet. */
async function again() {
  try {
    const answer = await fetch(location.href, { method: "HEAD" });
    if (answer.redirected) return location.reload();
    if (answer.status === 404) return stop();
  } catch {
    // not there yet
  }
  open();
}

function stop() {
  ended = true;
  close();
  tell("ended");
}

/** @param {Position} position */
function heard(position) {
  if (known.get(position.userId) === at(position)) return;
  known.set(position.userId, at(position));
  stale.add(position.userId);
}

async function refresh() {
  if (busy || (!stale.size && !whole)) return;
  busy = true;
  const ids = [...stale];
  stale.clear();
  const rows = root.dataset.rows;
  try {
    if (rows && !whole && ids.length <= MOST_ROWS) {
      const found = await fetched(`${rows}${rows.includes("?") ? "&" : "?"}of=${ids.map(encodeURIComponent).join(",")}`);
      if (ids.some((id) => !takeRow(id, found))) whole = true;
    } else if (!rows || Date.now() - wholeAt >= WHOLE_MS) {
      wholeAt = Date.now();
      whole = false;
      take(await fetched(location.href));
    }
  } catch {
    for (const id of ids) stale.add(id);
  }
  setTimeout(() => {
    busy = false;
    void refresh();
  }, PAUSE_MS);
}

/** @param {string} address */
async function fetched(address) {
  const answer = await fetch(address, { headers: { accept: "text/html" } });
  if (answer.redirected) location.reload();
  if (!answer.ok) throw new Error(String(answer.status));
  const text = await answer.text();
  return new DOMParser().parseFromString(policy ? policy.createHTML(text) : text, "text/html");
}

/**
 * Put an athlete's new row in the place of the old one; false where more of the page has changed than that row.
 * @param {string} id @param {Document} found
 */
function takeRow(id, found) {
  const name = `row-${id}`;
  const [old, fresh] = [part(document, name), part(found, name)];
  if (!old || !fresh) return false;
  const same = old.dataset.counts === fresh.dataset.counts;
  replace(old, fresh);
  return same;
}

/** @param {Document} found */
function take(found) {
  for (const old of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-part]"))) {
    const fresh = part(found, old.dataset.part ?? "");
    if (old.isConnected && fresh && !fresh.isEqualNode(old)) replace(old, fresh);
  }
}

/** @param {Document} where @param {string} name */
function part(where, name) {
  return /** @type {HTMLElement | null} */ (where.querySelector(`[data-part="${CSS.escape(name)}"]`));
}

/** @param {HTMLElement} where */
function unsent(where) {
  return [...where.querySelectorAll("textarea")].some((each) => each.value !== each.defaultValue);
}

/** @param {HTMLElement} old @param {HTMLElement} fresh */
function replace(old, fresh) {
  const focused = old.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : null;
  if (focused?.matches("input, textarea, select") || unsent(old)) {
    written = true; // it is looked at again when they are done
    return;
  }
  const opened = [...old.querySelectorAll("details")].map((each) => each.open);
  const next = document.importNode(fresh, true);
  [...next.querySelectorAll("details")].forEach((each, place) => {
    each.open = opened[place] ?? each.open;
  });
  next.classList.add("fresh");
  const href = focused?.getAttribute("href");
  old.replaceWith(next);
  if (href) /** @type {HTMLElement | null} */ (next.querySelector(`[href="${CSS.escape(href)}"]`))?.focus();
  document.dispatchEvent(new Event("live"));
}

document.addEventListener("focusout", () => {
  whole ||= written;
  written = false;
  void refresh();
});
// Browsers keep few connections to one server: only what somebody looks at holds one.
document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
addEventListener("offline", () => {
  tell("off");
  close();
});
addEventListener("online", open);
addEventListener("pagehide", close);
addEventListener("pageshow", open);
open();
export {};
