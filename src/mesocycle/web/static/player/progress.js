/** Where a workout stands: which turns are done, which is next. A turn is done when there is an entry for it. */

/**
 * @typedef {import("./types.js").Play} Play
 * @typedef {import("./types.js").Turn} Turn
 * @typedef {import("./types.js").State} State
 * @typedef {import("./types.js").Waiting} Waiting
 * @typedef {import("./types.js").DoneSet} DoneSet
 * @typedef {import("./types.js").DoneEffort} DoneEffort
 * @typedef {import("./types.js").Result} Result
 * @typedef {{set?: DoneSet, effort?: DoneEffort, result?: Result, where: "phone" | "server" | "seen" | "refused"}} Done
 */

/** @param {string} sessionId @returns {State} */
export const freshState = (sessionId) => ({
  sessionId, passed: [], extra: [], loads: {}, substitutes: {}, announced: [],
});

/** @param {string | undefined} id @param {number | undefined} round @param {number | undefined} inner @param {string | undefined} side */
const identity = (id, round, inner, side) => `${id}|${round ?? 1}|${inner ?? 1}|${side ?? ""}`;

/** @param {Turn} turn @returns {string[]} an entry without side stands for both */
function identities(turn) {
  if (turn.added) return [turn.key];
  const id = turn.planned?._id ?? turn.step?._id ?? turn.exerciseId;
  const own = identity(id, turn.round, turn.innerRound, turn.unilateralSide);
  return turn.unilateralSide ? [own, identity(id, turn.round, turn.innerRound, undefined)] : [own];
}

/** @param {DoneSet} set @param {string | undefined} exerciseId */
const ofSet = (set, exerciseId) =>
  set.added ? set._id : identity(set.setId ?? exerciseId, set.round, undefined, set.unilateralSide);

/** @param {DoneEffort} effort */
const ofEffort = (effort) => identity(effort.stepId, effort.round, effort.innerRound, undefined);

/** Whether a trainer read it as it stands now: what came after that they have not seen. @param {Play} play */
export const isSeen = (play) => play.seenAt !== undefined && play.seenAt >= play.session.updatedAt;

/**
 * All that was done: the server's log, and over it what this phone has not had answered, in the order of the taps.
 * @param {Play} play @param {readonly Waiting[]} waiting @returns {Map<string, Done>} by the key of the turn
 */
export function doneOf(play, waiting, /** @type {readonly Turn[]} */ extra = []) {
  /** @type {Map<string, Done>} */
  const entries = new Map();
  const there = isSeen(play) ? "seen" : "server";
  for (const section of play.session.performanceLog?.sections ?? []) take(section, there);
  for (const each of waiting) {
    if (each.sessionId !== play.session._id) continue;
    const where = each.state === "answered" ? "server" : each.state === "refused" ? "refused" : "phone";
    if (each.kind === "log-set" && each.body.effort) {
      put(ofEffort(each.body.effort), { effort: each.body.effort, where });
    } else if (each.kind === "log-set") {
      put(ofSet(each.body.set, each.body.exerciseId), { set: each.body.set, where });
    } else if (each.kind === "put-log") {
      for (const section of each.body.sections) take(section, where);
    }
  }
  /** @type {Map<string, Done>} */
  const done = new Map();
  for (const turn of [...play.turns, ...extra]) {
    const found = identities(turn).map((one) => entries.get(one)).find((one) => one !== undefined);
    const whole = turn.planned || turn.step || turn.exerciseId ? found : entries.get(`result|${turn.sectionId}`);
    if (whole) done.set(turn.key, whole);
  }
  return done;

  /** @param {string} key @param {Done} entry the later one wins, of equals the new, as on the server */
  function put(key, entry) {
    const there = entries.get(key);
    const at = (/** @type {Done | undefined} */ one) => one?.set?.performedAt ?? one?.effort?.performedAt ?? "";
    if (there === undefined || at(entry) >= at(there)) entries.set(key, entry);
  }

  /** @param {import("./types.js").DoneSection} section @param {Done["where"]} where */
  function take(section, where) {
    if (section.result) put(`result|${section.sectionId}`, { result: section.result, where });
    for (const exercise of section.exercises) {
      for (const set of exercise.sets) put(exercise.added ? set._id : ofSet(set, exercise.exerciseId), { set, where });
    }
    for (const effort of section.efforts ?? []) put(ofEffort(effort), { effort, where });
  }
}

/** What a turn is of: an exercise, else the section. @param {Turn} turn */
export const lineOf = (turn) => turn.addedExerciseId ?? turn.exerciseId ?? turn.sectionId;

/**
 * Sets and exercises beside the plan: those of this phone, and those that came into the log from elsewhere.
 * @param {Play} play @param {State} state @returns {Turn[]}
 */
export function extraOf(play, state) {
  const found = [...state.extra];
  for (const { sectionId, exercises } of play.session.performanceLog?.sections ?? []) {
    for (const { _id, added, exercise, exerciseId, sets } of exercises) {
      for (const set of sets) {
        if (!(set.added || added) || found.some((turn) => turn.key === set._id)) continue;
        const planned = /** @type {any} */ ({ setNumber: set.setNumber, setType: set.setType, repType: "fixed" });
        found.push({ key: set._id, added: true, sectionId, exerciseId, addedExerciseId: added ? _id : undefined, exercise, planned, promise: set.performance });
      }
    }
  }
  return found;
}

/**
 * All turns in order, what was added behind the last one of its exercise, or of its section.
 * @param {Play} play @param {State} state @returns {Turn[]}
 */
export function rowOf(play, state) {
  const row = [...play.turns];
  for (const turn of extraOf(play, state)) {
    const last = row.map(lineOf).lastIndexOf(lineOf(turn));
    row.splice((last < 0 ? row.map((one) => one.sectionId).lastIndexOf(turn.sectionId) : last) + 1, 0, turn);
  }
  return row;
}

/**
 * The turn that is to be done now: the one that was chosen, else the first without an entry that was not passed over.
 * @param {readonly Turn[]} row @param {Map<string, Done>} done @param {State} state @returns {Turn | undefined}
 */
export function nextTurn(row, done, state) {
  const chosen = row.find((turn) => turn.key === state.current);
  if (chosen && !done.has(chosen.key)) return chosen;
  return row.find((turn) => !done.has(turn.key) && !state.passed.includes(turn.key));
}

/**
 * "Exercise 3 of 8": exercises, and sections that are done by steps or by a clock, count each once.
 * @param {readonly Turn[]} row @param {Turn} turn
 */
export function placeOf(row, turn) {
  const lines = [...new Set(row.map(lineOf))];
  return { number: lines.indexOf(lineOf(turn)) + 1, of: lines.length };
}

/**
 * What a set is done with, where nothing else is said: the plan, over it what its progression suggests, and over both a
 * load that was changed earlier in its line.
 * @param {Turn} turn @param {State} state @param {import("./types.js").Suggestion} [suggested]
 * @returns {import("./types.js").Performance}
 */
export function prefilled(turn, state, suggested) {
  const carried = state.loads[lineOf(turn)];
  if (carried !== undefined && !turn.step && carried.from === turn.promise.weight) {
    return { ...turn.promise, weight: carried.weight, weightUnit: carried.weightUnit };
  }
  const { weight, weightUnit = turn.promise.weightUnit, reps, duration } = suggested ?? {};
  return {
    ...turn.promise,
    ...(weight === undefined ? {} : { weight, weightUnit }),
    ...(reps === undefined ? {} : { reps }),
    ...(duration === undefined ? {} : { duration }),
  };
}
