/** One session in the player: what is shown follows from what is kept, and every deed is a tap that is kept first. */

import { choose, chosen } from "./choices.js";
import { another, bare, logSection, logTurn, oneMore, operation } from "./entries.js";
import { ask, askKept, change, fetchKept, sendAll } from "./outbox.js";
import { USUAL } from "./plates.js";
import { doneOf, extraOf, lineOf, nextTurn, placeOf, prefilled, rowOf } from "./progress.js";
import { beginRest, leftS, stretch } from "./rest.js";
import { exercisesOf, forget, keepExercises, look, playOf, tap } from "./store.js";
import { t } from "./words.js";

const UNIT = "unit";
const LATER_MS = 250;
const LATEST_MS = 5_000;

/**
 * @typedef {import("./types.js").Turn} Turn
 * @typedef {import("./types.js").Performance} Performance
 * @typedef {import("./types.js").State} State
 * @typedef {import("./types.js").Operation} Operation
 * @typedef {import("./outbox.js").Outcome} Outcome
 * @typedef {import("../vendor/idb.js").IDBPDatabase} Database
 */

export class Player {
  /** @type {"work" | "list" | "finish"} */
  view = "work";
  /** @type {Outcome | "unknown"} */
  network = "unknown";
  /** @type {Awaited<ReturnType<typeof look>> | undefined} */
  kept;
  /** What may be done instead, or besides. @type {import("./types.js").Substitute[]} */
  exercises = [];
  /** What is to be said once. @type {string | undefined} */
  said;
  /** Why a tap could not be kept, where one could not. @type {string | undefined} */
  failed;
  /** Taps wait for each other: the second one begins from what the first has left. @type {Promise<void>} */
  #tapping = Promise.resolve();
  /** Whether this browser keeps anything longer than the page lasts. */
  keeps = true;
  /** What the new plan has in the place of this session, where it was replaced meanwhile. @type {import("./types.js").Play | undefined} */
  instead;
  #asked = 0;
  #missed = false;
  #sending = false;
  #again = false;
  /** Whoever opens the page taps next. */
  #tapped = performance.now();
  /** @type {{of: Player["kept"], row: Turn[], done: ReturnType<typeof doneOf>}} */
  #known = { of: undefined, row: [], done: new Map() };

  /** Whoever makes the end of a rest heard outside of the page. @type {() => void} */
  restChanged = () => {};

  /** @param {Database} db @param {string} userId @param {string} sessionId @param {() => void} changed */
  constructor(db, userId, sessionId, changed) {
    this.db = db;
    this.userId = userId;
    this.sessionId = sessionId;
    this.changed = changed;
  }

  /** Look at what is kept; of several looks, and taps meanwhile, the last one counts. */
  async reload() {
    const asked = (this.#asked += 1);
    const kept = await look(this.db, this.sessionId);
    if (asked !== this.#asked) {
      this.#missed = true;
      return;
    }
    this.kept = kept;
    this.#missed = false;
    this.changed();
    await this.#findInstead();
  }

  /** The answer about work that came back after the plan had changed, until the athlete has decided. */
  get revived() {
    return this.waiting.find((each) => each.result?.outcome === "revived");
  }

  /** The new plan's session is among the next days' that are kept; one of another time the server gives. */
  async #findInstead() {
    const wanted = this.revived?.result?.sameDay?.[0];
    if (wanted === this.instead?.session._id) return;
    let found = wanted === undefined ? undefined : await playOf(this.db, wanted);
    if (wanted !== undefined && !found) {
      const told = await askKept(wanted);
      found = typeof told === "string" || told.userId !== this.userId ? undefined : told.plays.find((each) => each.session._id === wanted);
    }
    if (found === this.instead) return;
    this.instead = found;
    this.changed();
  }

  get play() {
    return this.kept?.play;
  }

  get state() {
    return /** @type {State} */ (this.kept?.state);
  }

  /** How much of all work no server has. */
  get unsent() {
    return (this.kept?.waiting ?? []).filter((each) => each.state === "kept" || each.state === "sent").length;
  }

  /** What waits for this session, in order. */
  get waiting() {
    return (this.kept?.waiting ?? []).filter((each) => each.sessionId === this.sessionId);
  }

  get row() {
    return this.#worked.row;
  }

  get done() {
    return this.#worked.done;
  }

  get next() {
    return nextTurn(this.row, this.done, this.state);
  }

  /** What follows from what is kept, worked out once for each change: a picture asks for it some twenty times. */
  get #worked() {
    if (this.#known.of !== this.kept) {
      const { play, state } = this;
      this.#known = { of: this.kept, row: play ? rowOf(play, state) : [], done: play ? doneOf(play, this.waiting, extraOf(play, state)) : new Map() };
    }
    return this.#known;
  }

  /** The status as it is once all that waits has been answered. @returns {string} */
  get status() {
    let status = this.play?.session.status ?? "scheduled";
    for (const { kind, state } of this.waiting) {
      if (state === "refused") continue;
      if (kind === "complete") status = "completed";
      else if (kind === "start" || kind === "reopen" || (kind === "log-set" && status !== "completed")) status = "in-progress";
    }
    return status;
  }

  get startedAt() {
    const started = this.waiting.find((each) => each.kind === "start");
    return this.play?.session.startedAt ?? started?.at;
  }

  get resting() {
    return this.state?.rest && leftS(this.state.rest, Date.now()) > 0 ? this.state.rest : undefined;
  }

  /** The turn that was done last, to be corrected while resting. */
  get justDone() {
    const key = this.state?.rest?.key;
    return this.row.find((turn) => turn.key === key && this.done.has(turn.key));
  }

  /** @param {Turn} turn */
  section(turn) {
    return this.play?.session.workoutSnapshot.sections.find((one) => one._id === turn.sectionId);
  }

  /** @param {Turn} turn */
  exercise(turn) {
    return this.section(turn)?.exercises?.find((one) => one._id === turn.exerciseId);
  }

  /** @param {Turn} turn @returns {string} */
  exerciseName(turn) {
    return turn.exercise?.name ?? this.state.substitutes[turn.exerciseId ?? ""]?.name ?? this.exercise(turn)?.name ?? turn.step?.name ?? (turn.step ? t(`phase-${turn.step.phase}`) : this.section(turn)?.name ?? "");
  }

  /** @returns {"kg" | "lb"} */
  get unit() {
    return /** @type {"kg" | "lb" | null} */ (chosen(UNIT)) ?? (this.kept?.about?.units === "imperial" ? "lb" : "kg");
  }

  switchUnit() {
    choose(UNIT, this.unit === "kg" ? "lb" : "kg");
    this.changed();
  }

  /** @param {Turn} turn */
  place(turn) {
    return placeOf(this.row, turn);
  }

  /** @param {Turn} turn @returns {Performance} what was done of it, else what it would be logged with */
  performance(turn) {
    const done = this.done.get(turn.key);
    return done?.set?.performance ?? done?.effort?.performance ?? this.prefill(turn);
  }

  /** What the plan's progression says of a set; of another exercise it says nothing. @param {Turn} turn */
  suggested(turn) {
    if (turn.added || this.state.substitutes[turn.exerciseId ?? ""]) return undefined;
    return this.kept?.about?.advice?.find((one) => one.lineId === turn.exerciseId)?.sets?.[turn.planned?._id ?? ""];
  }

  /** @param {Turn} turn @param {State} [state] */
  prefill(turn, state = this.state) {
    return prefilled(turn, state, this.suggested(turn));
  }

  /** Whether there is anything to lift. @param {Turn} turn */
  isLoaded(turn) {
    return turn.addedExerciseId !== undefined || this.exercise(turn)?.type === "strength";
  }

  /** What loads of an exercise are rounded to: as the athlete has set it, where it is said in the unit that is shown. @param {Turn} turn */
  step(turn) {
    const { units, loadStep } = this.kept?.about ?? {};
    const own = (units === "imperial") === (this.unit === "lb") ? loadStep : undefined;
    return own?.variants?.[this.exercise(turn)?.exerciseVariantId ?? ""] ?? own?.default ?? (this.unit === "kg" ? 2.5 : 5);
  }

  get #gym() {
    return `gym-${this.userId}`;
  }

  /** The athlete's own bar and plates: of this phone while the server has not heard of them. */
  get bar() {
    const unsent = chosen(this.#gym);
    const gym = /** @type {import("./types.js").Gym | undefined} */ (unsent ? JSON.parse(unsent) : this.kept?.about?.gym);
    return gym?.[this.unit] ?? USUAL[this.unit];
  }

  /** @param {import("./types.js").Bar} bar */
  keepBar(bar) {
    choose(this.#gym, JSON.stringify({ ...this.kept?.about?.gym, [this.unit]: bar }));
    this.changed();
    void this.refresh();
  }

  /** A setting of the athlete's, not of this phone: sent until the server has it. */
  async #sendGym() {
    const unsent = chosen(this.#gym);
    if (!unsent) return;
    try {
      const answer = await change("/api/v1/users/me", { gym: JSON.parse(unsent) }, "PATCH");
      if (answer.ok || answer.status === 422) choose(this.#gym, null);
    } catch {
      // no network: the next time
    }
  }

  /** The moment as the server would say it: a phone's clock may be wrong by hours. */
  get now() {
    return Date.now() + (this.kept?.about?.skewMs ?? 0);
  }

  /** Nothing that can wait stands between a tap and its picture: it waits until nobody has tapped for a moment, or for long enough. */
  async calm() {
    const latest = performance.now() + LATEST_MS;
    for (;;) {
      const now = performance.now();
      const left = Math.min(this.#tapped + LATER_MS, latest) - now;
      if (left <= 0) return;
      await new Promise((resolve) => setTimeout(resolve, left));
    }
  }

  get #moment() {
    return { sessionId: this.sessionId, seenSeq: this.kept?.about?.seq ?? 0, now: this.now };
  }

  /** @param {(state: State) => {operations?: Operation[], state?: Partial<State>}} deed */
  do(deed) {
    this.#tapped = performance.now();
    const done = this.#tapping.then(async () => {
      const { operations = [], state = {} } = deed(this.state);
      const next = { ...this.state, ...state };
      const fresh = await tap(this.db, operations, next);
      this.#asked += 1; // a look that began before does not know of this tap
      if (this.kept) this.kept = { ...this.kept, state: next, waiting: [...this.kept.waiting, ...fresh] };
      this.changed();
      void this.calm().then(() => {
        if ("rest" in state) this.restChanged();
        if (operations.length > 0) void this.send();
        else if (this.#missed) void this.reload();
      });
    });
    this.#tapping = done.catch((error) => {
      this.failed = String(error); // said on the page: the tap was not kept, and nobody shall think it was
      this.changed();
    });
    return this.#tapping;
  }

  /** Let what the first taps will show be drawn, and take it back: nothing of it is kept. @param {() => void} draw */
  rehearse(draw) {
    const { kept, next } = this;
    void tap(this.db, []).catch(() => undefined); // what can't be kept is said where there is something to keep
    if (!kept || !next) return;
    const started = /** @type {import("./types.js").Waiting} */ ({ ...operation(this.#moment, "start", {}), state: "kept" });
    const logged = /** @type {import("./types.js").Waiting} */ ({ ...logTurn(this.#moment, next, this.prefill(next), kept.state, undefined), state: "kept" });
    const rests = { ...kept.state, rest: beginRest(next.key, 60, Date.now()) };
    try {
      for (const shown of [{ ...kept, waiting: [started] }, { ...kept, state: rests, waiting: [started, logged] }]) {
        this.kept = shown;
        draw();
      }
    } finally {
      this.kept = kept;
    }
  }

  start() {
    return this.do(() => ({ operations: [operation(this.#moment, "start", {})] }));
  }

  /** @param {Turn} turn @param {Performance} [performance] done just now; the rest begins */
  log(turn, performance) {
    return this.do((state) => {
      if (this.done.has(turn.key)) return {}; // a second tap on the same button
      const how = performance ?? this.prefill(turn, state);
      const rest = turn.restLowS === undefined ? 0 : turn.restLowS;
      return {
        operations: [logTurn(this.#moment, turn, how, state, undefined)],
        state: { rest: beginRest(turn.key, rest, Date.now()), clock: turn.step ? undefined : state.clock, current: undefined },
      };
    });
  }

  /** @param {readonly Turn[]} turns each as planned, in one tap @param {boolean} [goesOn] whether the clock runs on */
  logAll(turns, goesOn = false) {
    return this.do((state) => ({
      operations: turns.filter((turn) => !this.done.has(turn.key)).map((turn) => logTurn(this.#moment, turn, this.prefill(turn, state), state, undefined)),
      state: { clock: goesOn ? state.clock : undefined, current: undefined },
    }));
  }

  /** @param {Turn} turn @param {Performance} how @param {string} [notes] */
  correct(turn, how, notes) {
    return this.do((state) => {
      const done = this.done.get(turn.key);
      const before = done?.set ?? done?.effort;
      const { loads } = state;
      const line = lineOf(turn);
      const { weight, weightUnit } = how;
      const changed = !turn.step && weight !== undefined && weightUnit && weight !== this.prefill(turn, state).weight;
      const carried = changed ? { ...loads, [line]: { from: turn.promise.weight, weight, weightUnit } } : loads;
      return {
        operations: [logTurn(this.#moment, turn, bare(how), state, before, notes ?? done?.set?.notes)],
        state: { loads: carried },
      };
    });
  }

  /** @param {Turn} turn @param {number | undefined} weight before the set is done; none: what was changed is forgotten @param {"kg" | "lb" | undefined} weightUnit */
  load(turn, weight, weightUnit) {
    return this.do((state) => {
      const { [lineOf(turn)]: _, ...others } = state.loads;
      if (weight === undefined && weightUnit === undefined) return { state: { loads: others } };
      return { state: { loads: { ...others, [lineOf(turn)]: /** @type {any} */ ({ from: turn.promise.weight, weight, weightUnit }) } } };
    });
  }

  /** As it is written, though something else is suggested or was carried. @param {Turn} turn */
  asWritten(turn) {
    const { weight, weightUnit } = turn.promise;
    return this.load(turn, this.suggested(turn) ? weight : undefined, this.suggested(turn) ? weightUnit ?? this.unit : undefined);
  }

  /** @param {Turn} turn @param {import("./types.js").Result} result */
  score(turn, result) {
    const section = this.section(turn);
    return section && this.do(() => ({ operations: [logSection(this.#moment, section, { result })], state: { clock: undefined, current: undefined } }));
  }

  /** @param {Turn} turn */
  pass(turn) {
    return this.do((state) => ({ state: { passed: [...state.passed, turn.key], current: undefined } }));
  }

  /** @param {Turn} turn @param {string} reason */
  passExercise(turn, reason) {
    const [section, exercise] = [this.section(turn), this.exercise(turn)];
    if (!section || !exercise) return this.pass(turn);
    return this.do((state) => {
      const left = this.row.filter((one) => one.exerciseId === turn.exerciseId && !this.done.has(one.key));
      const skipped = { exerciseId: exercise._id, orderIndex: exercise.orderIndex, sets: [], skipped: { reason } };
      return {
        operations: [logSection(this.#moment, section, { exercises: [skipped] })],
        state: { passed: [...state.passed, ...left.map((one) => one.key)], current: undefined },
      };
    });
  }

  /** @param {Turn} turn */
  choose(turn) {
    this.view = "work";
    return this.do((state) => ({
      state: { current: turn.key, rest: this.done.has(turn.key) ? beginRest(turn.key, 0, Date.now()) : undefined, passed: state.passed.filter((key) => key !== turn.key) },
    }));
  }

  /** @param {Turn} turn */
  more(turn) {
    return this.do((state) => ({ state: { extra: [...state.extra, oneMore(turn, this.now)] } }));
  }

  /** What somebody typed, with the library's ids where it knows the name. @param {string} name */
  named(name) {
    const wanted = name.trim().toLowerCase();
    return this.exercises.find((one) => one.name.toLowerCase() === wanted) ?? { name: name.trim() };
  }

  /** @param {Turn} turn @param {string} name empty: as planned again */
  swap(turn, name) {
    const line = turn.exerciseId ?? "";
    return this.do((state) => {
      const { [line]: _, ...others } = state.substitutes;
      return { state: { substitutes: name.trim() ? { ...others, [line]: this.named(name) } : others } };
    });
  }

  /** An exercise that is not planned, now. @param {string} name */
  add(name) {
    const { row } = this;
    const sectionId = (this.next ?? this.justDone ?? row[row.length - 1])?.sectionId;
    if (!name.trim() || !sectionId) return undefined;
    this.view = "work";
    const turn = another(this.named(name), sectionId, this.now);
    return this.do((state) => ({ state: { extra: [...state.extra, turn], current: turn.key, rest: undefined } }));
  }

  /** @param {number} seconds */
  stretch(seconds) {
    return this.do(({ rest }) => ({ state: { rest: rest && stretch(rest, seconds, Date.now()) } }));
  }

  endRest() {
    return this.do(({ rest }) => ({ state: { rest: rest && { ...rest, endsAt: Date.now() } } }));
  }

  /** @param {string} key of what the clock is for */
  startClock(key) {
    return this.do(() => ({ state: { clock: { key, startedAt: Date.now() } } }));
  }

  /** @param {Record<string, unknown>} feedback @param {string} notes */
  finish(feedback, notes) {
    const body = bare({ feedback: Object.keys(feedback).length > 0 ? feedback : undefined, notes: notes.trim() || undefined });
    return this.do(() => ({ operations: [operation(this.#moment, "complete", body)], state: { rest: undefined, clock: undefined } }));
  }

  goOn() {
    this.view = "work";
    return this.do(() => ({ operations: [operation(this.#moment, "reopen", {})] }));
  }

  /** Let the work that came back count for the new plan's session of that day. @param {string} sessionId @param {number} n @param {string} why */
  async countFor(sessionId, n, why) {
    await this.do(() => ({ operations: [{ ...operation(this.#moment, "skip", { reason: "other", notes: why }), sessionId }] }));
    await this.keepBoth(n);
  }

  /** The page of the session asks no more either; without a network it asks once again. @param {number} n */
  async keepBoth(n) {
    await this.told(n);
    await change("/api/v1/read-marks", { subject: "revived", subjectId: this.sessionId }, "POST").catch(() => undefined);
  }

  /** @param {number} n of an operation whose answer was told to the athlete */
  async told(n) {
    await forget(this.db, n);
    await this.reload();
  }

  /** @param {"work" | "list" | "finish"} view */
  show(view) {
    this.view = view;
    this.changed();
  }

  /** Send what waits, and again if something came meanwhile. */
  async send() {
    this.#again = true;
    if (this.#sending) return;
    this.#sending = true;
    try {
      while (this.#again) {
        this.#again = false;
        this.network = await sendAll(this.db, this.userId, () => void this.calm().then(() => this.reload()));
      }
    } finally {
      this.#sending = false;
    }
    await this.reload();
  }

  /** Fetch what changed meanwhile, then send. */
  async refresh() {
    await this.#sendGym();
    this.network = await fetchKept(this.db, this.userId, this.sessionId, () => this.calm());
    await this.reload();
    if (this.network === "sent" || this.network === "later") await this.send();
  }

  /** The names of the library: kept, and fetched once a day. */
  async learnExercises() {
    const day = this.kept?.about?.today ?? "";
    const known = await exercisesOf(this.db);
    this.exercises = known?.list ?? [];
    if (known?.day === day || this.network !== "sent") return;
    const answer = await ask("/player/exercises");
    if (!answer.ok) return;
    this.exercises = await answer.json();
    await keepExercises(this.db, day, this.exercises);
  }
}
