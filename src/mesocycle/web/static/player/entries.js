/** What is written down: the operations that a tap makes, as the server's `sync` takes them. */

import { instant, newId } from "./ids.js";

/**
 * @typedef {import("./types.js").Turn} Turn
 * @typedef {import("./types.js").State} State
 * @typedef {import("./types.js").Operation} Operation
 * @typedef {import("./types.js").Performance} Performance
 * @typedef {{sessionId: string, seenSeq: number, now: number}} Moment
 */

/** @param {Moment} moment @param {string} kind @param {Record<string, any>} body @returns {Operation} */
export const operation = ({ sessionId, seenSeq, now }, kind, body) => ({
  _id: newId(now), seenSeq, sessionId, kind, at: instant(now), body,
});

/**
 * Log a turn; with `before`, what was logged of it, it is a correction: the same entry, done when it was done.
 * @param {Moment} moment @param {Turn} turn @param {Performance} performance @param {State} state
 * @param {{_id: string, performedAt?: string} | undefined} before @param {string} [notes]
 * @returns {Operation}
 */
export function logTurn(moment, turn, performance, state, before, notes) {
  const said = { _id: before?._id ?? newId(moment.now), performance, performedAt: before?.performedAt ?? instant(moment.now) };
  if (turn.step) {
    const { round = 1, innerRound, step } = turn;
    return operation(moment, "log-set", {
      effort: bare({ ...said, stepId: step._id, round, innerRound, phase: step.phase }),
    });
  }
  const substitutedBy = state.substitutes[turn.exerciseId ?? ""];
  const set = bare({
    ...said,
    _id: turn.added ? turn.key : said._id,
    setId: turn.added ? undefined : turn.planned?._id,
    added: turn.added,
    setNumber: turn.planned?.setNumber ?? turn.round ?? 1,
    setType: turn.planned?.setType ?? "working",
    round: turn.round,
    unilateralSide: turn.unilateralSide,
    asPlanned: same(performance, turn.promise) && !substitutedBy && !turn.added ? true : undefined,
    notes,
  });
  const { addedExerciseId, exercise, sectionId, exerciseId } = turn;
  if (addedExerciseId) return operation(moment, "log-set", { sectionId, addedExerciseId, exercise, set });
  return operation(moment, "log-set", bare({ exerciseId, substitutedBy, set }));
}

/**
 * The score of an AMRAP, or an exercise that is left out: said of the section, beside its sets.
 * @param {Moment} moment @param {{_id: string, orderIndex: number}} section
 * @param {{result?: import("./types.js").Result, exercises?: import("./types.js").DoneExercise[]}} says
 */
export const logSection = (moment, section, says) =>
  operation(moment, "put-log", {
    sections: [{ sectionId: section._id, orderIndex: section.orderIndex, exercises: says.exercises ?? [], ...bare({ result: says.result }) }],
  });

/**
 * A set more of an exercise, as its last one was.
 * @param {Turn} last @param {number} now @returns {Turn}
 */
export function oneMore(last, now) {
  const { planned, exerciseId, addedExerciseId, exercise, sectionId, restLowS, restHighS, load, promise } = last;
  const again = planned && { ...planned, setNumber: planned.setNumber + 1, setType: "working" };
  return bare({ key: newId(now), added: true, sectionId, exerciseId, addedExerciseId, exercise, planned: again, restLowS, restHighS, load, promise });
}

/**
 * An exercise that is not planned, in a section that is.
 * @param {import("./types.js").Substitute} exercise @param {string} sectionId @param {number} now @returns {Turn}
 */
export function another(exercise, sectionId, now) {
  const planned = /** @type {any} */ ({ setNumber: 1, setType: "working", repType: "fixed", reps: 8 });
  return { key: newId(now), added: true, sectionId, addedExerciseId: newId(now), exercise, planned, restLowS: 90, restHighS: 90, promise: { reps: 8 } };
}

/** @param {Performance} one @param {Performance} other */
export function same(one, other) {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => {
    const name = /** @type {keyof Performance} */ (key);
    return JSON.stringify(one[name]) === JSON.stringify(other[name]);
  });
}

/**
 * Without what is not said: the server takes no null.
 * @template {object} T @param {T} whole @returns {T}
 */
export function bare(whole) {
  return /** @type {T} */ (Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined)));
}
