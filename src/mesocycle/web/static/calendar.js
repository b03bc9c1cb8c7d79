// @ts-check
/** Moving a session by dragging it, or with Alt and an arrow key; the form on its own page does the same. */

const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-move]"));
const hint = /** @type {HTMLElement} */ (document.querySelector("[data-keys]"));
if (document.querySelector("[data-session]")) hint.hidden = false;

/** @param {string} session @param {string} day */
function move(session, day) {
  const named = /** @type {(name: string) => HTMLInputElement | null} */ (form.elements.namedItem.bind(form.elements));
  const [of, days] = [named("session"), named("days")];
  if (of && days) {
    // A trainer is shown first what it changes; what is ticked goes along.
    const ticked = [...document.querySelectorAll('[name="session"]:checked')].map((each) => /** @type {HTMLInputElement} */ (each).value);
    const from = /** @type {HTMLElement} */ (document.querySelector(`[data-session="${CSS.escape(session)}"]`)).dataset.day ?? "";
    of.value = ticked.includes(session) ? ticked.join() : session;
    days.value = String((Date.parse(day) - Date.parse(from)) / 86_400_000);
    if (days.value !== "0") form.submit();
    return;
  }
  form.action = `/sessions/${encodeURIComponent(session)}/reschedule`;
  /** @type {HTMLInputElement} */ (form.elements.namedItem("scheduledDate")).value = day;
  form.submit();
}

/** @param {string} day @param {number} by */
function shifted(day, by) {
  const at = new Date(`${day}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + by);
  return at.toISOString().slice(0, 10);
}

/** @param {EventTarget | null} target */
function entry(target) {
  return /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("[data-session]"));
}

/** @param {EventTarget | null} target */
function place(target) {
  return /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("[data-date]"));
}

document.addEventListener("dragstart", (event) => {
  const dragged = entry(event.target);
  if (!dragged || !event.dataTransfer) return;
  event.dataTransfer.setData("text/x-session", dragged.dataset.session ?? "");
  event.dataTransfer.effectAllowed = "move";
});
document.addEventListener("dragover", (event) => {
  const over = place(event.target);
  if (!over || !event.dataTransfer?.types.includes("text/x-session")) return;
  event.preventDefault();
  for (const each of document.querySelectorAll(".dropping")) each.classList.remove("dropping");
  over.classList.add("dropping");
});
document.addEventListener("dragend", () => {
  for (const each of document.querySelectorAll(".dropping")) each.classList.remove("dropping");
});
document.addEventListener("drop", (event) => {
  const over = place(event.target);
  const session = event.dataTransfer?.getData("text/x-session");
  if (!over?.dataset.date || !session) return;
  event.preventDefault();
  move(session, over.dataset.date);
});

const STEPS = /** @type {Record<string, number>} */ ({ ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 });
document.addEventListener("keydown", (event) => {
  const at = entry(event.target);
  const by = STEPS[event.key];
  if (!event.altKey || !at?.dataset.session || !at.dataset.day || by === undefined) return;
  event.preventDefault();
  move(at.dataset.session, shifted(at.dataset.day, by));
});
