import assert from "node:assert/strict";
import { test } from "node:test";
import { logSection, logTurn, oneMore } from "../../../src/mesocycle/web/static/player/entries.js";
import { doneOf, freshState, nextTurn, placeOf, prefilled, rowOf } from "../../../src/mesocycle/web/static/player/progress.js";
import { converted, read } from "../../../src/mesocycle/web/static/player/weights.js";

const set = (id, more = {}) => ({
  key: id, sectionId: "s", exerciseId: "squat", planned: { _id: id, setNumber: Number(id.at(-1)), setType: "working", repType: "fixed" },
  promise: { reps: 5, weight: 100, weightUnit: "kg" }, ...more,
});
const run = (round) => ({
  key: `step#${round}`, sectionId: "r", step: { _id: "step", phase: "active", goal: { distance: 400 } }, round, promise: { distance: 400 },
});
const amrap = { key: "a", sectionId: "a", clockS: 720, promise: {} };
const play = (...turns) => ({ session: { _id: "session", workoutSnapshot: { sections: [] } }, turns, missing: [] });
const moment = (now = 0) => ({ sessionId: "session", seenSeq: 7, now });
const kept = (operation) => ({ ...operation, state: "kept" });
const state = freshState("session");

test("a set that was tapped is done before any server has heard of it", () => {
  const turns = [set("set1"), set("set2")];
  const tapped = kept(logTurn(moment(), turns[0], turns[0].promise, state, undefined));

  const done = doneOf(play(...turns), [tapped]);

  assert.equal(done.get("set1")?.where, "phone");
  assert.equal(nextTurn(turns, done, state)?.key, "set2");
});

test("a correction is the same entry with another content", () => {
  const turn = set("set1");
  const first = logTurn(moment(), turn, turn.promise, state, undefined);
  const second = logTurn(moment(9000), turn, { ...turn.promise, reps: 4 }, state, first.body.set);

  const done = doneOf(play(turn), [kept(first), kept(second)]);

  assert.equal(second.body.set._id, first.body.set._id);
  assert.notEqual(second._id, first._id);
  assert.equal(done.get("set1")?.set?.performance.reps, 4);
});

test("a set done as planned is marked so, one done otherwise is not", () => {
  const turn = set("set1");

  assert.equal(logTurn(moment(), turn, turn.promise, state, undefined).body.set.asPlanned, true);
  assert.equal(logTurn(moment(), turn, { ...turn.promise, reps: 4 }, state, undefined).body.set.asPlanned, undefined);
});

test("a step of a run is logged as an effort, each round of its own", () => {
  const turns = [run(1), run(2)];
  const tapped = kept(logTurn(moment(), turns[1], turns[1].promise, state, undefined));

  const done = doneOf(play(...turns), [tapped]);

  assert.deepEqual([...done.keys()], ["step#2"]);
  assert.equal(tapped.body.effort.stepId, "step");
});

test("an AMRAP is done with its score", () => {
  const tapped = kept(logSection(moment(), { _id: "a", orderIndex: 0 }, { result: { rounds: 6, reps: 4 } }));

  assert.deepEqual(doneOf(play(amrap), [tapped]).get("a")?.result, { rounds: 6, reps: 4 });
});

test("a set without side that another device logged stands for both sides", () => {
  const left = set("set1", { key: "set1#left", unilateralSide: "left" });
  const right = set("set1", { key: "set1#right", unilateralSide: "right" });
  const both = play(left, right);
  both.session.performanceLog = { sections: [{ sectionId: "s", orderIndex: 0, exercises: [{ exerciseId: "squat", orderIndex: 0, sets: [
    { _id: "x", setId: "set1", setNumber: 1, setType: "working", performance: {} }] }] }] };

  assert.deepEqual([...doneOf(both, []).keys()], ["set1#left", "set1#right"]);
});

test("of two devices' entries for one set the later one is shown", () => {
  const turn = set("set1");
  const both = play(turn);
  both.session.performanceLog = { sections: [{ sectionId: "s", orderIndex: 0, exercises: [{ exerciseId: "squat", orderIndex: 0, sets: [
    { _id: "other", setId: "set1", setNumber: 1, setType: "working", performance: { reps: 9 }, performedAt: "2026-01-01T00:00:00.000Z" }] }] }] };
  const earlier = kept(logTurn(moment(0), turn, turn.promise, state, undefined));

  assert.equal(doneOf(both, [earlier]).get("set1")?.set?.performance.reps, 9);
});

test("a set that was passed over is not next, and can be chosen all the same", () => {
  const turns = [set("set1"), set("set2")];
  const passed = { ...state, passed: ["set1"] };

  assert.equal(nextTurn(turns, new Map(), passed)?.key, "set2");
  assert.equal(nextTurn(turns, new Map(), { ...passed, current: "set1" })?.key, "set1");
});

test("a changed load is carried to the sets of its line that were planned with the same", () => {
  const carried = { ...state, loads: { squat: { from: 100, weight: 95, weightUnit: /** @type {"kg"} */ ("kg") } } };

  assert.equal(prefilled(set("set2"), carried).weight, 95);
  assert.equal(prefilled(set("set3", { promise: { reps: 5, weight: 110, weightUnit: "kg" } }), carried).weight, 110);
  assert.equal(prefilled(set("set2", { exerciseId: "row" }), carried).weight, 100);
});

test("a set more comes behind the last of its exercise and is marked as added", () => {
  const turns = [set("set1"), set("row1", { exerciseId: "row" })];
  const more = oneMore(turns[0], 1000);
  const added = { ...state, extra: [more] };
  const tapped = kept(logTurn(moment(), more, more.promise, state, undefined));

  assert.deepEqual(rowOf(play(...turns), added).map((turn) => turn.key), ["set1", more.key, "row1"]);
  assert.deepEqual([tapped.body.set.added, tapped.body.set.setId, tapped.body.exerciseId], [true, undefined, "squat"]);
  assert.ok(doneOf(play(...turns), [tapped], added.extra).has(more.key));
});

test("progress counts exercises, not sets", () => {
  const turns = [set("set1"), set("set2"), set("row1", { exerciseId: "row" }), run(1), run(2)];

  assert.deepEqual(placeOf(turns, turns[4]), { number: 3, of: 3 });
});

test("a swapped exercise is said with every set of it", () => {
  const turn = set("set1");
  const swapped = { ...state, substitutes: { squat: { name: "Leg press" } } };

  const { body } = logTurn(moment(), turn, turn.promise, swapped, undefined);

  assert.deepEqual([body.substitutedBy, body.set.asPlanned], [{ name: "Leg press" }, undefined]);
});

test("kilograms and pounds are converted, and numbers are read with comma or point", () => {
  assert.equal(converted(100, "kg", "lb"), 220.46);
  assert.deepEqual([read("102,5"), read("102.5"), read("−20"), read("abc"), read("")], [102.5, 102.5, -20, undefined, undefined]);
});

test("what a trainer read is seen until something is changed after it", () => {
  const done = { sections: [{ sectionId: "s", orderIndex: 0, exercises: [{ exerciseId: "squat", orderIndex: 0, sets: [{ _id: "d", setId: "set1", setNumber: 1, performance: { reps: 5 } }] }] }] };
  const one = play(set("set1"));
  const session = { ...one.session, performanceLog: done, updatedAt: "2026-01-05T10:00:00.000Z" };

  assert.equal(doneOf({ ...one, session, seenAt: "2026-01-05T11:00:00.000Z" }, []).get("set1").where, "seen");
  assert.equal(doneOf({ ...one, session, seenAt: "2026-01-05T09:00:00.000Z" }, []).get("set1").where, "server");
  assert.equal(doneOf({ ...one, session }, []).get("set1").where, "server");
});

test("what is suggested stands ready, and a load that was changed goes before it", () => {
  const suggested = { weight: 102.5, weightUnit: "kg", why: "All sets were met." };

  assert.deepEqual(prefilled(set("set1"), state, suggested), { reps: 5, weight: 102.5, weightUnit: "kg" });
  const carried = { ...state, loads: { squat: { from: 100, weight: 95, weightUnit: "kg" } } };
  assert.deepEqual(prefilled(set("set1"), carried, suggested), { reps: 5, weight: 95, weightUnit: "kg" });
  assert.deepEqual(prefilled(set("set1"), state, { reps: 6, why: "One more." }), { reps: 6, weight: 100, weightUnit: "kg" });
});
