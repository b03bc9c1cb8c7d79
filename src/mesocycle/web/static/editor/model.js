/** What can be done with a plan: every deed gives a new plan that shares all that stayed with the one before. */

import { inWeeks, joinedSets, readWeeks, setsByWeek, standsIn } from "./weeks.js";

/** @typedef {import("./types.js").Line} Line */
/** @typedef {import("./types.js").Plan} Plan */

export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** @param {Plan} plan */
export const weeksOf = (plan) => (Number.isInteger(plan.duration) && plan.duration > 0 && plan.duration <= 52 ? plan.duration : 1);

/** @param {any} lines @returns {Line[]} */
export const listed = (lines) => (Array.isArray(lines) ? lines.filter((each) => each && typeof each === "object") : []);

/** @template T @param {T[]} list @param {number} at @param {T} one */
export const put = (list, at, one) => list.map((each, place) => (place === at ? one : each));

/** @template T @param {T[]} list @param {number} from @param {number} to */
export function moved(list, from, to) {
  const [...next] = list;
  const [one] = next.splice(from, 1);
  if (one !== undefined) next.splice(to, 0, one);
  return next;
}

/** @param {Plan} plan @param {number} at @param {(workout: Line) => Line} change @returns {Plan} */
export const withWorkout = (plan, at, change) => ({ ...plan, workouts: put(plan.workouts, at, change(plan.workouts[at] ?? {})) });

/** A copy of a line that nobody takes for the same. @param {any} line @returns {any} */
export function fresh(line) {
  if (Array.isArray(line)) return line.map(fresh);
  if (!line || typeof line !== "object") return line;
  return Object.fromEntries(Object.entries(line).filter(([name]) => name !== "_id").map(([name, inner]) => [name, fresh(inner)]));
}

/**
 * Change a line in some weeks only: in the others it stays as it was, and the changed one is a line of its own.
 * @param {Line[]} lines @param {number} at @param {number[]} weeks @param {number} duration @param {(line: Line) => Line} change
 */
export function changedIn(lines, at, weeks, duration, change) {
  const line = lines[at] ?? {};
  const stood = readWeeks(line.weeks, duration);
  const inside = stood.filter((week) => weeks.includes(week));
  const outside = stood.filter((week) => !weeks.includes(week));
  if (!outside.length || !inside.length) return put(lines, at, change(line));
  return [...lines.slice(0, at), inWeeks(line, outside, duration), inWeeks(change(fresh(line)), inside, duration), ...lines.slice(at + 1)];
}

/** Take a line away in some weeks; in none left it is gone. @param {Line[]} lines @param {number} at @param {number[]} weeks @param {number} duration */
export function withoutIn(lines, at, weeks, duration) {
  const line = lines[at] ?? {};
  const left = readWeeks(line.weeks, duration).filter((week) => !weeks.includes(week));
  return left.length ? put(lines, at, inWeeks(line, left, duration)) : lines.filter((_, place) => place !== at);
}

/** Move a line past its neighbour of the same week. @param {Line[]} lines @param {number} at @param {number} step @param {number} week @param {number} duration */
export function movedIn(lines, at, step, week, duration) {
  for (let to = at + step; to >= 0 && to < lines.length; to += step) {
    if (standsIn(lines[to] ?? {}, week, duration)) return moved(lines, at, to);
  }
  return lines;
}

/** Write sets, or the steps of a run, into some weeks. @param {Line} line @param {number[]} weeks @param {any} said @param {number} duration @param {string} [name] @returns {Line} */
export function withSets(line, weeks, said, duration, name = "sets") {
  const found = setsByWeek(line[name], duration);
  for (const week of weeks) found[week] = said;
  return { ...line, [name]: joinedSets(found, duration) };
}

/** The days a workout falls on in a week: weekdays, days of the plan, days before the race. @param {Line} workout @param {number} week @param {number} duration */
export function daysIn(workout, week, duration) {
  /** @type {{weekday?: number, day?: number, before?: number}[]} */
  const found = [];
  for (const entry of listed(workout.schedule)) {
    const weekday = WEEKDAYS.findIndex((name) => typeof entry.weekday === "string" && entry.weekday.length > 1 && name.startsWith(entry.weekday.toLowerCase()));
    if (weekday >= 0 && standsIn(entry, week, duration)) found.push({ weekday });
    if (Number.isInteger(entry.day)) {
      const last = entry.repeatEvery ? duration * 7 : entry.day;
      for (let day = entry.day; day <= last; day += entry.repeatEvery || 1) if (Math.ceil(day / 7) === week && standsIn(entry, week, duration)) found.push({ day });
    }
    if (Number.isInteger(entry.daysBeforeRace) && duration - Math.floor(entry.daysBeforeRace / 7) === week) found.push({ before: entry.daysBeforeRace });
  }
  return found.sort((one, other) => (one.weekday ?? one.day ?? 0) - (other.weekday ?? other.day ?? 0));
}

/** Let a workout fall on a weekday in some weeks, or no more. @param {Line} workout @param {string} weekday @param {number[]} weeks @param {boolean} on @param {number} duration @returns {Line} */
export function onDay(workout, weekday, weeks, on, duration) {
  const schedule = listed(workout.schedule);
  const is = (/** @type {Line} */ entry) => typeof entry.weekday === "string" && entry.weekday.length > 1 && weekday.startsWith(entry.weekday.toLowerCase());
  const at = schedule.findIndex(is);
  if (on && at < 0) return { ...workout, schedule: [...schedule, inWeeks({ weekday }, weeks, duration)].sort(byDay) };
  if (on) {
    const entry = schedule[at] ?? {};
    return { ...workout, schedule: put(schedule, at, inWeeks(entry, [...readWeeks(entry.weeks, duration), ...weeks], duration)) };
  }
  const left = schedule.flatMap((entry) => {
    if (!is(entry)) return [entry];
    const still = readWeeks(entry.weeks, duration).filter((week) => !weeks.includes(week));
    return still.length ? [inWeeks(entry, still, duration)] : [];
  });
  return { ...workout, schedule: left };
}

/** @param {Line} one @param {Line} other */
const byDay = (one, other) => WEEKDAYS.indexOf(one.weekday) - WEEKDAYS.indexOf(other.weekday);

/**
 * A workout as it stands in one week, as the server is asked about it: no line says its weeks, sets are those of the week.
 * `places` says where each section and exercise stands in the whole.
 * @param {Line} workout @param {number} week @param {number} duration
 */
export function ofWeek(workout, week, duration) {
  /** @type {{section: number, exercises: number[]}[]} */
  const places = [];
  const sections = listed(workout.sections).flatMap((section, at) => {
    if (!standsIn(section, week, duration)) return [];
    const place = { section: at, exercises: /** @type {number[]} */ ([]) };
    places.push(place);
    const { weeks: _, ...rest } = section;
    const plain = section.steps === undefined ? rest : { ...rest, steps: setsByWeek(section.steps, duration)[Math.max(week, 1)] ?? "" };
    if (!Array.isArray(section.exercises)) return [plain];
    const exercises = listed(section.exercises).flatMap((exercise, number) => {
      if (!standsIn(exercise, week, duration)) return [];
      place.exercises.push(number);
      const { weeks: _w, ...line } = exercise;
      return [exercise.sets === undefined ? line : { ...line, sets: setsByWeek(exercise.sets, duration)[Math.max(week, 1)] ?? "" }];
    });
    return [{ ...plain, exercises }];
  });
  const { schedule: _, ...plain } = workout;
  return { workout: { ...plain, schedule: [], sections }, places };
}

/** What a cell says in short: its exercises with their sets, its runs. @param {Line} workout @param {number} week @param {number} duration @returns {string[]} */
export function told(workout, week, duration) {
  const lines = [];
  for (const section of listed(workout.sections)) {
    if (!standsIn(section, week, duration)) continue;
    const exercises = listed(section.exercises).filter((each) => standsIn(each, week, duration));
    for (const each of exercises) {
      const sets = setsByWeek(each.sets, duration)[week];
      lines.push(`${each.name ?? "?"} ${typeof sets === "string" ? sets : Array.isArray(sets) ? `${sets.length}×` : ""}`.trim());
    }
    const run = setsByWeek(section.steps, duration)[week];
    if (!exercises.length) lines.push([section.name, typeof run === "string" ? run : amount(section)].filter(Boolean).join(" "));
  }
  return lines;
}

/** @param {Line} section */
function amount(section) {
  const much = section.distance ?? section.workDistance ?? section.duration ?? section.workDuration ?? section.timeCap ?? section.elevationGain;
  const rounds = section.rounds ?? section.repeats;
  const unit = typeof much === "number" ? (much === section.duration ? " min" : " m") : "";
  return [rounds ? `${rounds}×` : "", much === undefined ? "" : `${much}${unit}`].join("");
}

/** Let another week of the same workout hold what this one holds. @param {Line} workout @param {number} from @param {number} to @param {number} duration @returns {Line} */
export function weekOnto(workout, from, to, duration) {
  const like = (/** @type {Line} */ line) => {
    const weeks = readWeeks(line.weeks, duration).filter((week) => week !== to);
    return standsIn(line, from, duration) ? inWeeks(line, [...weeks, to], duration) : weeks.length ? inWeeks(line, weeks, duration) : undefined;
  };
  const each = (/** @type {any} */ lines, /** @type {(line: Line) => Line} */ inner) => listed(lines).flatMap((line) => {
    const kept = like(line);
    return kept ? [inner(kept)] : [];
  });
  const sections = each(workout.sections, (section) => ({
    ...section,
    ...(Array.isArray(section.exercises) && { exercises: each(section.exercises, (exercise) => {
      return exercise.sets === undefined ? exercise : withSets(exercise, [to], setsByWeek(exercise.sets, duration)[from], duration);
    }) }),
    ...(section.steps && { steps: Array.isArray(section.steps) ? each(section.steps, (step) => step) : withSets(section, [to], setsByWeek(section.steps, duration)[from], duration, "steps").steps }),
  }));
  return { ...workout, sections, schedule: each(workout.schedule, (entry) => entry) };
}

/** Take all away that a workout holds in a week, and its days. @param {Line} workout @param {number} week @param {number} duration @returns {Line} */
export function emptied(workout, week, duration) {
  const left = (/** @type {any} */ lines) => listed(lines).flatMap((line) => {
    if (!standsIn(line, week, duration) || line.daysBeforeRace !== undefined) return [line];
    const weeks = readWeeks(line.weeks, duration).filter((each) => each !== week);
    return weeks.length ? [inWeeks(line, weeks, duration)] : [];
  });
  return { ...workout, sections: left(workout.sections), schedule: left(workout.schedule) };
}

/** Put sections that were copied out of a week into another workout's week, in the place of what is there or behind it. @param {Line} workout @param {Line[]} sections @param {number[]} weeks @param {number} duration @returns {Line} */
export const withSections = (workout, sections, weeks, duration) => ({
  ...workout,
  sections: [...listed(workout.sections), ...sections.map((section) => inWeeks(fresh(section), weeks, duration))],
});

/** Another length of the plan: lines of weeks that are gone go too. @param {Plan} plan @param {number} duration @returns {Plan} */
export function lasting(plan, duration) {
  const before = weeksOf(plan);
  const cut = (/** @type {any} */ lines, /** @type {(line: Line) => Line} */ inner) => listed(lines).flatMap((line) => {
    if (line.weeks === undefined || line.weeks === null) return [inner(line)];
    const weeks = readWeeks(line.weeks, before).filter((week) => week <= duration);
    return weeks.length ? [inner({ ...line, weeks })] : [];
  });
  const same = (/** @type {Line} */ line) => line;
  const longer = (/** @type {Line} */ line, /** @type {string} */ name) => {
    if (line[name] === undefined || typeof line[name] === "string") return line;
    const found = setsByWeek(line[name], before);
    for (let week = before + 1; week <= duration; week++) found[week] = found[before];
    return { ...line, [name]: joinedSets(found, duration) };
  };
  const workouts = plan.workouts.map((workout) => ({
    ...workout,
    schedule: cut(workout.schedule, same),
    sections: cut(workout.sections, (section) => ({
      ...section,
      ...(Array.isArray(section.exercises) && { exercises: cut(section.exercises, (exercise) => longer(exercise, "sets")) }),
      ...(section.steps && { steps: Array.isArray(section.steps) ? cut(section.steps, same) : longer(section, "steps").steps }),
    })),
  }));
  return { ...plan, duration, workouts };
}

