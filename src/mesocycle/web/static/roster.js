// @ts-check
/** What the roster gains where there is JavaScript: searching while typing, and the keyboard through all rows. */

/** Rows give way to newer ones while the page is open. */
function rows() {
  return /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-row]")]);
}
const search = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-search]"));
const none = /** @type {HTMLElement | null} */ (document.querySelector("[data-none]"));
const keys = /** @type {HTMLElement | null} */ (document.querySelector("[data-keys]"));
if (keys) keys.hidden = false;

/** @param {string} text */
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

let searched = false;
function find() {
  const wanted = folded(search?.value ?? "");
  let shown = 0;
  const every = rows();
  for (const row of every) {
    row.hidden = !folded(row.dataset.said ?? "").includes(wanted);
    shown += row.hidden ? 0 : 1;
  }
  const count = document.querySelector("[data-count]");
  if (none) none.hidden = shown > 0;
  searched ||= wanted !== "";
  if (count && searched) count.textContent = shown === every.length ? String(shown) : `${shown} / ${every.length}`;
}
search?.addEventListener("input", find);
document.addEventListener("live", find);

/** @param {number} step */
function move(step) {
  const links = rows().filter((row) => !row.hidden).map((row) => /** @type {HTMLElement} */ (row.querySelector(".who")));
  const at = links.findIndex((link) => link === document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + step, 0), links.length - 1);
  links[next]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = /** @type {HTMLElement} */ (event.target).matches("input, textarea, select");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    search?.focus();
    search?.select();
  } else if (event.key === "Escape" && typing && event.target === search && search) {
    search.value = "";
    search.dispatchEvent(new Event("input"));
    move(1);
  } else if ((event.key === "ArrowDown" || (event.key === "j" && !typing)) && (!typing || event.target === search)) {
    event.preventDefault();
    move(1);
  } else if ((event.key === "ArrowUp" || event.key === "k") && !typing) {
    event.preventDefault();
    move(-1);
  } else if ((event.key === "Home" || event.key === "End") && !typing) {
    event.preventDefault();
    move(event.key === "Home" ? -rows().length : rows().length);
  }
});
