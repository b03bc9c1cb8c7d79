/** What the buttons and keys of the desk do: to a day, a week, a workout, a section, an exercise. */

import {
  changedIn, emptied, fresh, listed, moved, movedIn, ofWeek, onDay, put, weekOnto, withSections, withSets, withWorkout, withoutIn,
} from "./model.js";
import { FIRST } from "./fields.js";
import { inWeeks, readWeeks } from "./weeks.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./types.js").Line} Line */

/** Change the open workout. @param {Desk} desk @param {(workout: Line) => Line} change @param {string} [key] */
export function onWorkout(desk, change, key) {
  if (desk.workout) desk.set(withWorkout(desk.plan, desk.cell.workout, change), key);
}

/** @param {Desk} desk @param {(sections: Line[]) => Line[]} change @param {string} [key] */
export const onSections = (desk, change, key) => onWorkout(desk, (workout) => ({ ...workout, sections: change(listed(workout.sections)) }), key);

/** @param {Desk} desk @param {number} at @param {(exercises: Line[]) => Line[]} change @param {string} [key] */
export const onExercises = (desk, at, change, key) =>
  onSections(desk, (sections) => put(sections, at, { ...sections[at], exercises: change(listed(sections[at]?.exercises)) }), key);

/** @param {Desk} desk @param {number} at @param {(section: Line) => Line} change @param {string} [key] */
export const onSection = (desk, at, change, key) => onSections(desk, (sections) => changedIn(sections, at, desk.weeks, desk.duration, change), key);

/** @param {Desk} desk @param {number} section @param {number} at @param {(exercise: Line) => Line} change @param {string} [key] */
export const onExercise = (desk, section, at, change, key) =>
  onExercises(desk, section, (lines) => changedIn(lines, at, desk.weeks, desk.duration, change), key);

/** Write the sets of an exercise in the weeks that an edit counts for. @param {Desk} desk @param {number} section @param {number} at @param {any} sets @param {string} key */
export function writeSets(desk, section, at, sets, key) {
  const { duration, weeks } = desk;
  onExercises(desk, section, (lines) => {
    const exercise = lines[at] ?? {};
    const stood = readWeeks(exercise.weeks, duration).filter((week) => readWeeks(listed(desk.workout?.sections)[section]?.weeks, duration).includes(week));
    const all = stood.every((week) => weeks.includes(week));
    return put(lines, at, withSets(exercise, all ? readWeeks(undefined, duration) : weeks, sets, duration));
  }, key);
}

/** Write the steps of a run in the weeks that an edit counts for. @param {Desk} desk @param {number} at @param {any} steps @param {string} key */
export function writeSteps(desk, at, steps, key) {
  const { duration, weeks } = desk;
  onSections(desk, (sections) => {
    const section = sections[at] ?? {};
    const all = readWeeks(section.weeks, duration).every((week) => weeks.includes(week));
    return put(sections, at, withSets(section, all ? readWeeks(undefined, duration) : weeks, steps, duration, "steps"));
  }, key);
}

/** @param {Desk} desk @param {string} type @param {string} name */
export function addSection(desk, type, name) {
  const section = { name, type, ...FIRST[type], ...(!FIRST[type] || ["circuit", "emom", "tabata", "amrap"].includes(type) ? { exercises: [] } : {}) };
  onSections(desk, (sections) => [...sections, inWeeks(section, desk.weeks, desk.duration)]);
}

/** Add an exercise behind another, or at the end. @param {Desk} desk @param {number} section @param {number} [after] */
export function addExercise(desk, section, after) {
  const tabata = listed(desk.workout?.sections)[section]?.type === "tabata";
  const stood = readWeeks(listed(desk.workout?.sections)[section]?.weeks, desk.duration);
  const all = stood.every((week) => desk.weeks.includes(week));
  const line = inWeeks({ name: "", ...(!tabata && { sets: "" }) }, all ? readWeeks(undefined, desk.duration) : desk.weeks, desk.duration);
  onExercises(desk, section, (lines) => {
    const at = after === undefined ? lines.length : after + 1;
    return [...lines.slice(0, at), line, ...lines.slice(at)];
  });
}

/** @param {Desk} desk @param {number} section */
export const dropSection = (desk, section) => onSections(desk, (sections) => withoutIn(sections, section, desk.weeks, desk.duration));

/** @param {Desk} desk @param {number} section @param {number} at */
export const dropExercise = (desk, section, at) => onExercises(desk, section, (lines) => withoutIn(lines, at, desk.weeks, desk.duration));

/** @param {Desk} desk @param {number} section @param {number} step */
export const moveSection = (desk, section, step) => onSections(desk, (sections) => movedIn(sections, section, step, Math.max(desk.cell.week, 1), desk.duration));

/** @param {Desk} desk @param {number} section @param {number} at @param {number} step */
export const moveExercise = (desk, section, at, step) =>
  onExercises(desk, section, (lines) => movedIn(lines, at, step, Math.max(desk.cell.week, 1), desk.duration));

/** @param {Desk} desk @param {number} from @param {number} to */
export function moveWorkout(desk, from, to) {
  if (to < 0 || to >= desk.plan.workouts.length || from === to) return;
  desk.cell = { ...desk.cell, workout: to };
  desk.set({ ...desk.plan, workouts: moved(desk.plan.workouts, from, to) });
}

/** @param {Desk} desk @param {string} name @param {string} weekday */
export function addWorkout(desk, name, weekday) {
  const workout = { name, type: "strength", objective: "", schedule: [{ weekday }], sections: [] };
  desk.cell = { workout: desk.plan.workouts.length, week: Math.max(desk.cell.week, 1) };
  desk.open = true;
  desk.reach = "all";
  desk.set({ ...desk.plan, workouts: [...desk.plan.workouts, workout] });
}

/** @param {Desk} desk */
export function dropWorkout(desk) {
  const at = desk.cell.workout;
  desk.open = false;
  desk.set({ ...desk.plan, workouts: desk.plan.workouts.filter((_, place) => place !== at) });
}

/** @param {Desk} desk @param {string} weekday @param {boolean} on */
export const setDay = (desk, weekday, on) => onWorkout(desk, (workout) => onDay(workout, weekday, desk.weeks, on, desk.duration));

/** Copy what is chosen: a day, a week by its head, a workout by its name. @param {Desk} desk */
export function copy(desk) {
  const { workout, week } = desk.cell;
  const { duration, plan } = desk;
  if (workout < 0) desk.clip = { kind: "week", said: { week, workouts: plan.workouts.map((each) => ({ of: each, days: contentOf(each, week, duration) })) } };
  else if (desk.workout && week === 0) desk.clip = { kind: "workout", said: desk.workout };
  else if (desk.workout) desk.clip = { kind: "day", said: { of: desk.workout, week, sections: contentOf(desk.workout, week, duration) } };
}

/** @param {Line} workout @param {number} week @param {number} duration @returns {Line[]} */
const contentOf = (workout, week, duration) => ofWeek(workout, week, duration).workout.sections;

/** @param {Desk} desk @param {number} section */
export function copySection(desk, section) {
  const visible = ofWeek(desk.workout ?? {}, Math.max(desk.cell.week, 1), desk.duration);
  const at = visible.places.findIndex((place) => place.section === section);
  const said = visible.workout.sections[at];
  if (said) desk.clip = { kind: "section", said };
}

/** Put what was copied into what is chosen; tells whether it fits there. @param {Desk} desk @returns {boolean} */
export function paste(desk) {
  const { clip, cell, duration, plan } = desk;
  if (!clip) return false;
  if (clip.kind === "workout") {
    const { name, ...rest } = fresh(clip.said);
    const at = Math.max(cell.workout, -1) + 1;
    desk.set({ ...plan, workouts: [...plan.workouts.slice(0, at), { ...rest, name: `${name ?? ""} 2`.trim() }, ...plan.workouts.slice(at)] });
    return true;
  }
  if (clip.kind === "week") {
    if (!cell.week) return false;
    desk.set({ ...plan, workouts: plan.workouts.map((each) => {
      const from = clip.said.workouts.find((/** @type {any} */ one) => alike(one.of, each));
      return from ? weekPasted(each, from.of, clip.said.week, from.days, cell.week, duration) : each;
    }) });
    return true;
  }
  if (!desk.workout || !cell.week) return false;
  if (clip.kind === "section") onWorkout(desk, (workout) => withSections(workout, [clip.said], [cell.week], duration));
  else onWorkout(desk, (workout) => weekPasted(workout, clip.said.of, clip.said.week, clip.said.sections, cell.week, duration));
  return true;
}

/** @param {Line} one @param {Line} other */
const alike = (one, other) => (one._id ? one._id === other._id : one.name === other.name);

/** Let a week hold what was copied; within one workout lines go on, and keep what they are known by. @param {Line} workout @param {Line} of @param {number} from @param {Line[]} sections @param {number} to @param {number} duration */
function weekPasted(workout, of, from, sections, to, duration) {
  if (alike(of, workout)) return from === to ? workout : weekOnto(workout, from, to, duration);
  const schedule = emptied(workout, to, duration).schedule;
  const cleared = { ...emptied(workout, to, duration), schedule: workout.schedule ?? schedule };
  return withSections(cleared, sections, [to], duration);
}

/** Empty what is chosen. @param {Desk} desk */
export function clear(desk) {
  const { workout, week } = desk.cell;
  const { duration, plan } = desk;
  if (workout >= 0 && week === 0) return dropWorkout(desk);
  if (workout < 0) return desk.set({ ...plan, workouts: plan.workouts.map((each) => emptied(each, week, duration)) });
  onWorkout(desk, (each) => emptied(each, week, duration));
}
