import assert from "node:assert/strict";
import { test } from "node:test";
import { CHOICES, runRowsOf, textOfRun, withSaid } from "../../../src/mesocycle/web/static/editor/runs.js";
import { rowsOf, textOf } from "../../../src/mesocycle/web/static/editor/sets.js";
import { History, differing, placed } from "../../../src/mesocycle/web/static/editor/history.js";
import { readField, shownField, shownTargets } from "../../../src/mesocycle/web/static/editor/fields.js";
import {
  changedIn, daysIn, emptied, lasting, movedIn, ofWeek, onDay, told, weekOnto, withSets, withoutIn,
} from "../../../src/mesocycle/web/static/editor/model.js";
import { joinedSets, readWeeks, setsByWeek, writeWeeks } from "../../../src/mesocycle/web/static/editor/weeks.js";

const SQUAT = { _id: "e", name: "Back squat", sets: { "1-2": "3x5 @ 70%", "3,4": "2x3 @ 80%" } };
const DAY = { _id: "w", name: "Squats", schedule: [{ weekday: "monday" }], sections: [{ _id: "s", name: "Main", type: "basic", exercises: [SQUAT] }] };

test("weeks are read as a file says them and written as briefly", () => {
  assert.deepEqual(readWeeks("1-3, 7", 8), [1, 2, 3, 7]);
  assert.deepEqual(readWeeks(undefined, 3), [1, 2, 3]);
  assert.deepEqual(readWeeks(2, 3), [2]);
  assert.equal(writeWeeks([1, 2, 3, 7]), "1-3,7");
});

test("sets are parted by weeks, and weeks that hold the same come together again", () => {
  const weeks = setsByWeek(SQUAT.sets, 4);

  assert.deepEqual(weeks.slice(1), ["3x5 @ 70%", "3x5 @ 70%", "2x3 @ 80%", "2x3 @ 80%"]);
  assert.deepEqual(joinedSets(weeks, 4), { "1-2": "3x5 @ 70%", "3-4": "2x3 @ 80%" });
  assert.equal(joinedSets(setsByWeek("3x5", 4), 4), "3x5");
});

test("sets as lines stay lines, those of each week", () => {
  const sets = [{ reps: 5, weeks: [1] }, { reps: 3, notes: "slowly" }];

  assert.deepEqual(setsByWeek(sets, 2)[2], [{ reps: 3, notes: "slowly" }]);
  assert.deepEqual(joinedSets(setsByWeek(sets, 2), 2)["2"], [{ reps: 3, notes: "slowly" }]);
});

test("sets written into one week leave the others as they are", () => {
  assert.deepEqual(withSets(SQUAT, [2], "5x5", 4).sets, { 1: "3x5 @ 70%", 2: "5x5", "3-4": "2x3 @ 80%" });
});

test("a line that is changed in some weeks is a line of its own there, and keeps its id elsewhere", () => {
  const [before, after] = changedIn([{ _id: "s", name: "Main" }], 0, [2], 3, (line) => ({ ...line, name: "Heavy" }));

  assert.deepEqual(before, { _id: "s", name: "Main", weeks: [1, 3] });
  assert.deepEqual(after, { name: "Heavy", weeks: [2] });
  assert.deepEqual(changedIn([{ _id: "s", name: "Main" }], 0, [1, 2, 3], 3, (line) => ({ ...line, name: "Heavy" })), [{ _id: "s", name: "Heavy" }]);
});

test("a line taken away in its last week is gone", () => {
  assert.deepEqual(withoutIn([{ name: "A", weeks: [2] }], 0, [2], 3), []);
  assert.deepEqual(withoutIn([{ name: "A" }], 0, [2], 3), [{ name: "A", weeks: [1, 3] }]);
});

test("a line moves past its neighbour of the same week, not past one of another", () => {
  const lines = [{ name: "A" }, { name: "B", weeks: [2] }, { name: "C" }];

  assert.deepEqual(movedIn(lines, 0, 1, 1, 2).map((each) => each.name), ["B", "C", "A"]);
});

test("a week pasted onto another of the same workout keeps the lines and what they are known by", () => {
  const next = weekOnto(DAY, 1, 3, 4);

  assert.equal(next.sections[0].exercises[0]._id, "e");
  assert.deepEqual(next.sections[0].exercises[0].sets, { "1-3": "3x5 @ 70%", 4: "2x3 @ 80%" });
  assert.equal(next.sections[0].weeks, undefined);
});

test("an emptied week holds nothing, and has no day", () => {
  const next = emptied(DAY, 2, 4);

  assert.deepEqual(told(next, 2, 4), []);
  assert.deepEqual(daysIn(next, 2, 4), []);
  assert.deepEqual(told(next, 1, 4), ["Back squat 3x5 @ 70%"]);
});

test("days are those of the week: weekdays, days of the plan, days before the race", () => {
  const workout = { schedule: [{ weekday: "thu", weeks: "2-3" }, { day: 2, repeatEvery: 5 }, { daysBeforeRace: 3 }] };

  assert.deepEqual(daysIn(workout, 2, 3), [{ weekday: 3 }, { day: 12 }]);
  assert.deepEqual(daysIn(workout, 3, 3), [{ before: 3 }, { weekday: 3 }, { day: 17 }]);
});

test("a weekday comes and goes in some weeks", () => {
  const more = onDay(DAY, "friday", [2], true, 2);

  assert.deepEqual(more.schedule, [{ weekday: "monday" }, { weekday: "friday", weeks: [2] }]);
  assert.deepEqual(onDay(more, "monday", [2], false, 2).schedule, [{ weekday: "monday", weeks: [1] }, { weekday: "friday", weeks: [2] }]);
  assert.deepEqual(onDay(more, "friday", [1], true, 2).schedule[1], { weekday: "friday" });
});

test("the server is asked about what stands in the week, and no line says its weeks", () => {
  const workout = { name: "A", sections: [{ name: "Other", weeks: [1] }, { name: "Main", weeks: [2], exercises: [{ name: "X", weeks: [1] }, SQUAT] }] };

  const { workout: asked, places } = ofWeek(workout, 2, 4);

  assert.deepEqual(asked.sections, [{ name: "Main", exercises: [{ ...SQUAT, sets: "3x5 @ 70%" }] }]);
  assert.deepEqual(places, [{ section: 1, exercises: [1] }]);
});

test("a shorter plan has no lines of weeks that are gone, a longer one goes on as it ended", () => {
  const plan = { duration: 4, workouts: [DAY] };

  assert.deepEqual(lasting(plan, 2).workouts[0].sections[0].exercises[0].sets, "3x5 @ 70%");
  assert.deepEqual(lasting(plan, 5).workouts[0].sections[0].exercises[0].sets, { "1-2": "3x5 @ 70%", "3-5": "2x3 @ 80%" });
});

test("a step is the smallest place that differs, and goes back and forth", () => {
  const plan = { name: "A", workouts: [DAY, DAY] };
  const next = placed(plan, ["workouts", 1, "sections", 0, "name"], "Heavy");
  const steps = new History();
  steps.note(plan, next, "", 0);

  assert.deepEqual(differing(plan, next), ["workouts", 1, "sections", 0, "name"]);
  assert.deepEqual(steps.undo(next), plan);
  assert.deepEqual(steps.redo(plan), next);
});

test("a thousand steps go back to the first plan", () => {
  const steps = new History();
  const first = { name: "0", workouts: [] };
  let plan = first;
  for (let step = 1; step <= 1000; step++) {
    const next = step % 3 ? { ...plan, name: String(step) } : { ...plan, workouts: [...plan.workouts, { name: String(step) }] };
    steps.note(plan, next, "", step * 10_000);
    plan = next;
  }
  for (let step = 0; step < 1000; step++) plan = steps.undo(plan);

  assert.deepEqual(plan, first);
});

test("a word typed without a pause is one step, and a pause begins another", () => {
  const steps = new History();
  let plan = { name: "", workouts: [] };
  for (const [name, at] of [["S", 0], ["Sq", 100], ["Squ", 200], ["Squa", 9000]]) {
    const next = { ...plan, name };
    steps.note(plan, next, "name", at);
    plan = next;
  }

  assert.equal(steps.done.length, 2);
  assert.equal(steps.undo(plan).name, "Squ");
});

test("sets by form are the sets that were typed, and what the form can't say is left to the text", () => {
  const text = "3x5 @ 80% 1RM RPE 8 rest 3m; 2x8-12 @ 60 kg";

  assert.deepEqual(rowsOf(text), [
    { count: "3", amount: "5", load: "80% 1RM", effort: "RPE 8", rest: "3m" },
    { count: "2", amount: "8-12", load: "60 kg", effort: "", rest: "" },
  ]);
  assert.equal(textOf(rowsOf(text) ?? []), text);
  assert.equal(rowsOf("3x5 @ 60 kg tempo 3-1-X-0"), undefined);
});

test("a field is read as a file says it", () => {
  const metres = { name: "distance", kind: "metres" };

  assert.equal(readField(metres, "400 m"), 400);
  assert.equal(readField(metres, "1.5 km"), "1.5 km");
  assert.equal(readField(metres, " "), undefined);
  assert.equal(shownField(metres, 400), "400 m");
});

test("targets are shown in short where they have a short form", () => {
  const pace = { metric: "pace", low: 260, high: 270, unit: "s/km", basis: "absolute" };

  assert.equal(shownTargets([pace, { metric: "rpe", low: 7, high: 8, unit: "rpe", basis: "absolute" }]), "4:20-4:30/km, RPE 7-8");
  assert.equal(shownTargets([{ metric: "heart-rate", low: 2, high: 2, unit: "zone", basis: "zone" }]), "zone 2");
  assert.equal(shownTargets([{ ...pace, high: undefined }]), undefined);
});

const RUN = "10min warmup; 6x800 m @ 4:00-4:10/km rest 400 m jog; open walk";

test("a run by form says what its text said, and what the form can't say stays text", () => {
  const rows = runRowsOf(RUN) ?? [];

  assert.deepEqual(rows[1], { times: "6", by: "distance", length: "800 m", phase: "active", how: "", target: "4:00-4:10/km", rest: "400 m jog" });
  assert.equal(textOfRun(rows), RUN);
  for (const each of ["5min rest", "5min rest; 3x1:30 rest 2min", "1 km recovery jog @ zone 2 RPE 3", "2 mi cooldown"]) assert.equal(textOfRun(runRowsOf(each) ?? []), each);
  for (const each of ["3x(400 m; 1min jog)", "5 km on trail", '5 km "Bridge"', "100 m up", "20 cal", "until HR < 120"]) assert.equal(runRowsOf(each), undefined);
});

test("a step that ends otherwise gets a length of its sort", () => {
  const [row] = runRowsOf("800 m") ?? [];

  assert.ok(row);
  assert.equal(textOfRun([withSaid(row, "by", "time")]), "10min");
  assert.equal(textOfRun([withSaid(row, "by", "open")]), "open");
  assert.equal(textOfRun([withSaid(withSaid(row, "phase", "cooldown"), "times", "1")]), "800 m cooldown");
  assert.deepEqual(CHOICES.by, ["distance", "time", "open"]);
});

test("a run is written week by week, shown in the cell, and goes on in a longer plan", () => {
  const section = { name: "Intervals", type: "steps", rounds: 1, steps: RUN };
  const week2 = withSets(section, [2], "5 km", 3, "steps");
  const workout = { name: "Run", sections: [week2] };

  assert.deepEqual(week2.steps, { "1,3": RUN, 2: "5 km" });
  assert.equal(ofWeek(workout, 2, 3).workout.sections[0].steps, "5 km");
  assert.deepEqual(told(workout, 2, 3), ["Intervals 5 km"]);
  assert.deepEqual(lasting({ duration: 3, workouts: [workout] }, 4).workouts[0]?.sections[0].steps, { "1,3-4": RUN, 2: "5 km" });
  assert.deepEqual(weekOnto(workout, 2, 3, 3).sections[0].steps, { 1: RUN, "2-3": "5 km" });
});
