// @ts-check
/** What pages gain where there is JavaScript; every one of them works without. */

/** A browser loads what it knows of zones when it is first asked for one, which takes a slow phone some 60 ms: after the picture. */
requestAnimationFrame(() => setTimeout(lookAtZones));

function lookAtZones() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  // Fill in the browser's own zone where somebody tells theirs for the first time.
  for (const select of /** @type {NodeListOf<HTMLSelectElement>} */ (document.querySelectorAll("select[data-own-zone]"))) {
    if ([...select.options].some((option) => option.value === zone)) select.value = zone;
  }
  // Say in which zone the page counts, where the browser is in another.
  const told = document.documentElement.dataset.zone;
  const note = /** @type {HTMLElement | null} */ (document.querySelector("[data-zone-note]"));
  if (note && told && zone && told !== zone && offset(told) !== offset(zone)) note.hidden = false;
}

/** @param {string} name */
function offset(name) {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name, timeZoneName: "longOffset" }).formatToParts(new Date()).find((part) => part.type === "timeZoneName")?.value;
  } catch {
    return name;
  }
}

/** Bring what went wrong into sight, and let a screen reader read it. */
/** @type {HTMLElement | null} */ (document.querySelector("[data-focus]"))?.focus();

/** A toast goes by itself, unless somebody is at it; what it said is not said again when the page is loaded anew. */
const toast = /** @type {HTMLElement | null} */ (document.querySelector("[data-toast]"));
if (toast) {
  const address = new URL(location.href);
  address.searchParams.delete("done");
  address.searchParams.delete("undo");
  history.replaceState(null, "", address);
  setInterval(() => {
    if (!toast.matches(":hover, :focus-within")) toast.remove();
  }, 10_000);
}

/** A form that was sent is not sent twice by an impatient thumb. */
document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 3000);
});

/** Whoever signs out leaves nothing to see on this phone; work that no server has stays sealed, and is told of before. */
const leaving = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-sign-out]"));
leaving?.addEventListener("submit", (event) => {
  event.preventDefault();
  void leave(leaving);
});

/** @param {HTMLFormElement} form */
async function leave(form) {
  try {
    const { left, seal } = await import("./player/store.js");
    const unsent = await left();
    if (unsent > 0 && !confirm((form.dataset.unsent ?? "").replace("#", String(unsent)))) return;
    await seal();
  } catch (error) {
    console.warn(error); // without storage there is nothing to seal
  }
  form.submit();
}

/** Where there is JavaScript a session that is started goes on in the player. */
for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form[action$="/start"]'))) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "player";
  field.value = "yes";
  form.append(field);
}

/** What goes on in the background is looked at again by itself, as long as the page says that it goes on. */
if (document.querySelector("[data-again]")) setTimeout(() => location.reload(), 1500);
