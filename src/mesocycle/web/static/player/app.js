/** The page of the player: begins with what this phone has, then asks the server, and shows each change. */

import { html, nothing, render } from "../vendor/lit-html.js";
import { endScreen, fileTools, finishScreen, news } from "./finish.js";
import { askKept, whoIsIt } from "./outbox.js";
import { holdOn, installed, prepareSound, signal, stayAwake, unlockSound } from "./phone.js";
import { Player } from "./player.js";
import { clockText, leftS } from "./rest.js";
import { listScreen, workScreen } from "./screens.js";
import { sounds } from "./sound.js";
import { keep, open, openForPage, own, owner } from "./store.js";
import { followRest, lookAtWays, waysPanel } from "./ways.js";
import { readWords, t } from "./words.js";

const root = /** @type {HTMLElement} */ (document.getElementById("player"));
const sessionId = decodeURIComponent(location.pathname.split("/")[2] ?? "");
const SOUND_MS = 300;
const MID_WORD_MS = 10_000;
let safe = true;
let shownScreen = "";

/** @param {Player} player @param {boolean} [whole] */
function page(player, whole = true) {
  const { play } = player;
  if (player.network === "other-athlete") return somebodyElse();
  if (!play) return absent(player);
  const { unit } = player;
  const shown = { player, unit, whole };
  const { status } = player;
  const begun = status === "in-progress";
  return html`<header class="top"><h1 dir="auto">${play.session.workoutSnapshot.name}</h1>
      <button type="button" class="sheet" data-do="list" ?hidden=${!begun} aria-label=${t("all-sets")} title=${t("all-sets")} aria-pressed=${player.view === "list"} @click=${() => player.show(player.view === "list" ? "work" : "list")}>☰</button>
      <button type="button" data-do="to-finish" ?hidden=${!begun} @click=${() => player.show("finish")}>${t("finish")}</button>
      <p><span role="timer">${begun && player.startedAt ? clockText((player.now - Date.parse(player.startedAt)) / 1000) : play.session.scheduledDate}</span> · ${net(player)}</p></header>
    ${player.failed ? html`<aside class="notice warn" role="alert">${t("not-kept")} <small>${player.failed}</small></aside>` : nothing}
    ${player.keeps ? nothing : html`<aside class="notice warn" role="alert"><b>${t("no-storage")}</b> ${t("no-storage-why")}</aside>`}
    ${player.said ? html`<aside class="notice" role="status">${player.said}</aside>` : nothing}
    ${news(player)}
    ${player.view === "list" ? listScreen(shown) : status === "completed" ? endScreen(player, unit) : !begun ? ready(player) : player.view === "finish" ? finishScreen(player, unit) : workScreen(shown)}
    <footer><p class="units">${t("units")} <button type="button" class="unit" data-do="unit" aria-label=${t("switch-unit")} @click=${() => player.switchUnit()}>${unit}</button></p>${waysPanel(player)}${fileTools(player)}${safe || installed() ? nothing : html`<p>${t("not-installed")}</p>`}</footer>`;
}

/** @param {Player} player */
function ready(player) {
  const { session, missing } = /** @type {import("./types.js").Play} */ (player.play);
  const today = player.kept?.about?.today;
  return html`<section class="card ready"><h2 tabindex="-1">${session.workoutSnapshot.name}</h2>
    ${today && session.scheduledDate !== today ? html`<p class="warn">${t("not-today", { day: session.scheduledDate })}</p>` : nothing}
    ${session.status === "skipped" || session.status === "cancelled" ? html`<p class="warn">${t(`was-${session.status}`)}</p>` : nothing}
    <p>${session.workoutSnapshot.objective}</p>${session.workoutSnapshot.notes ? html`<p>${session.workoutSnapshot.notes}</p>` : nothing}
    ${missing.length ? html`<p class="warn">${t("missing", { what: missing.map((one) => [t(`kind-${one.kind}`), one.name].filter(Boolean).join(" ")).join(", ") })}</p>` : nothing}
    <ol>${session.workoutSnapshot.sections.map((section) => html`<li><b>${section.name}</b> ${(section.exercises ?? []).map((one) => one.name).join(", ")}</li>`)}</ol>
    <button class="main" data-do="start" @click=${() => player.start()}>${t("start")}</button></section>`;
}

/** In words, what only this phone has. @param {Player} player */
function net(player) {
  const waits = player.unsent;
  const where = waits > 0 ? t("waits", { n: waits }) : player.network === "sent" ? t("all-on-server") : t("nothing-waits");
  const why = { offline: t("no-network"), "signed-out": t("signed-out"), "other-athlete": t("other-athlete"), later: t("later"), sent: "", unknown: "" }[player.network];
  return html`<span class=${waits ? "mark-text phone" : "mark-text server"} data-waits=${waits}>${where}</span>${why ? html` · ${why}` : nothing}
    ${player.network === "signed-out" ? html` <a href=${`/sign-in?next=${encodeURIComponent(location.pathname)}`}>${t("sign-in")}</a>` : nothing}`;
}

/** @param {Player} player */
const absent = (player) => html`<section class="card"><h1 tabindex="-1">${t(player.network === "unknown" ? "looking" : player.network === "sent" ? "not-there" : "not-on-phone")}</h1><p>${net(player)}</p>
  <a class="main" href="/">${t("to-today")}</a></section>${fileTools(player)}`;

/** What is one athlete's is not shown to another; whoever is signed in may go on with their own. */
const somebodyElse = () => html`<section class="card"><h1 tabindex="-1">${t("other-athlete")}</h1>
  <button class="main" data-do="mine" @click=${async () => {
    const who = await whoIsIt();
    if (typeof who !== "string") await own(who.user._id);
    location.reload();
  }}>${t("to-mine")}</button></section>`;

/** Nobody waits for it to see what they tapped for. @param {() => void} deed */
const afterPicture = (deed) => requestAnimationFrame(() => requestAnimationFrame(deed));

const isTyping = () => root.contains(document.activeElement?.closest(".form") ?? null);

/** Of a new screen first what answers the tap, a picture later what else may be done there; it is read out from its head. @param {Player} player */
function draw(player) {
  const screen = `${player.status}|${player.view}|${player.resting ? "rest" : player.next?.key ?? ""}`;
  const isNew = screen !== shownScreen;
  const first = shownScreen === "";
  const typing = isTyping();
  render(page(player, first || typing || !isNew), root);
  root.dataset.done = String(player.done.size);
  if (!isNew) return;
  root.dataset.screen = screen;
  shownScreen = screen;
  if (first || typing) return;
  scrollTo(0, 0);
  afterPicture(() => {
    draw(player);
    if (!isTyping()) /** @type {HTMLElement | null} */ (root.querySelector("section h2"))?.focus({ preventScroll: true });
  });
}

/** The policy of the pages lets a script be named only by a policy of ours, which knows this one. */
function workerAddress() {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  return types ? types.createPolicy("mesocycle", { createScriptURL: () => "/sw.js" }).createScriptURL("") : "/sw.js";
}

/** Whose player it is, and where it keeps things; undefined where that was said on the page instead. */
async function athlete() {
  try {
    const known = await owner();
    if (known !== undefined) return { userId: known, db: await open(known), keeps: true, fresh: false };
  } catch (error) {
    console.warn(String(error));
  }
  const kept = await askKept(sessionId);
  if (typeof kept === "string") {
    render(html`<section class="card"><h1>${t(kept === "offline" ? "not-on-phone" : kept)}</h1>
      <a class="main" href=${`/sign-in?next=${encodeURIComponent(location.pathname)}`}>${t("sign-in")}</a></section>`, root);
    return undefined;
  }
  const { userId } = kept;
  let db;
  let keeps = true;
  try {
    await own(userId);
    db = await open(userId);
  } catch {
    db = await openForPage();
    keeps = false;
  }
  await keep(db, kept);
  return { userId, db, keeps, fresh: true };
}

async function begin() {
  readWords(document);
  const found = await athlete();
  if (!found) return;
  let rehearsed = false;
  const player = new Player(found.db, found.userId, sessionId, () => {
    if (!rehearsed && player.play) {
      rehearsed = true;
      rehearse(player);
    }
    draw(player);
  });
  player.keeps = found.keeps;
  if (found.fresh) player.network = "sent";
  await player.reload();
  root.dataset.ready = "true";
  run(player, found.fresh);
}

/** Draw work and rest once where nobody sees it: what the browser learns by that would else stand between a tap and its picture. @param {Player} player */
function rehearse(player) {
  prepareSound();
  if (player.status === "in-progress" || player.status === "completed") return;
  const unseen = /** @type {HTMLElement} */ (root.cloneNode());
  root.after(unseen); // where it is laid out too, and gone before anything is painted
  try {
    player.rehearse(() => {
      render(page(player), unseen);
      void unseen.offsetHeight;
    });
  } catch (error) {
    console.warn(String(error)); // what can't be rehearsed may still be shown
  }
  unseen.remove();
}

/** Once, when a field asks for them: there are hundreds. @param {Player} player */
function offerExercises(player) {
  if (document.getElementById("exercises") || player.exercises.length === 0) return;
  const list = document.createElement("datalist");
  list.id = "exercises";
  list.append(...player.exercises.map(({ name }) => new Option(name)));
  document.body.append(list);
}

/** @param {Player} player @param {boolean} fresh whether all was fetched just now */
function run(player, fresh) {
  let rested = true;
  let typed = -MID_WORD_MS;
  root.addEventListener("input", () => { typed = performance.now(); });
  setInterval(() => {
    if (player.status !== "in-progress") return;
    const over = !player.resting;
    if (over && !rested && !sounds()) signal();
    rested = over;
    if (!over || performance.now() > typed + MID_WORD_MS) player.changed(); // whose rest ends in mid-word finishes the word
  }, 500);
  setInterval(() => void player.send(), 30_000);
  addEventListener("beforeunload", (event) => { if (!player.keeps && player.unsent > 0) event.preventDefault(); });
  addEventListener("online", () => void player.refresh());
  addEventListener("offline", () => { player.network = "offline"; player.changed(); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    void player.refresh();
    if (player.status === "in-progress") void stayAwake();
  });
  root.addEventListener("click", () => setTimeout(() => { unlockSound(); void stayAwake(); }, SOUND_MS), { passive: true }); // after its picture, and within the second that a tap allows
  const offered = () => { if (document.activeElement?.getAttribute("list") === "exercises") offerExercises(player); };
  root.addEventListener("focusin", offered);
  player.restChanged = () => void followRest(player);
  void (fresh ? player.send() : player.refresh()).then(async () => {
    if (player.network === "other-athlete") return; // the names of somebody's own exercises are theirs too
    await player.calm();
    await player.learnExercises().catch(() => undefined); // no network: what was learnt before
    offered();
    await player.calm();
    await lookAtWays(player);
  });
  void player.calm().then(async () => {
    if ("serviceWorker" in navigator) void navigator.serviceWorker.register(workerAddress()).catch((error) => console.warn(String(error)));
    safe = await holdOn();
    player.changed();
  });
}

void begin();
