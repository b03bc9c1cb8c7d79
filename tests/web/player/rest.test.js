import assert from "node:assert/strict";
import { test } from "node:test";
import { beginRest, clockText, intervalAt, leftS, shareLeft, stretch } from "../../../src/mesocycle/web/static/player/rest.js";

test("a page that wakes up late knows that the rest is over", () => {
  const rest = beginRest("set", 90, 1000);

  assert.equal(leftS(rest, 31_000), 60);
  assert.equal(leftS(rest, 1_000_000), 0);
  assert.equal(shareLeft(rest, 46_000), 0.5);
});

test("fifteen seconds more or less move the end, and never before now", () => {
  const rest = beginRest("set", 20, 0);

  assert.equal(leftS(stretch(rest, 15, 5000), 5000), 30);
  assert.equal(leftS(stretch(rest, -15, 10_000), 10_000), 0);
});

test("a rest that is over begins anew with fifteen seconds more", () => {
  assert.equal(leftS(stretch(beginRest("set", 20, 0), 15, 60_000), 60_000), 15);
});

test("a tabata works, rests, and is over after the work of its last round", () => {
  assert.deepEqual(intervalAt(0, 5000, 20, 10, 8), { round: 1, phase: "work", leftS: 15 });
  assert.deepEqual(intervalAt(0, 25_000, 20, 10, 8), { round: 1, phase: "rest", leftS: 5 });
  assert.equal(intervalAt(0, 230_000, 20, 10, 8).phase, "over");
});

test("in an EMOM a round begins when the one before is over", () => {
  assert.deepEqual(intervalAt(0, 60_000, 60, 0, 10), { round: 2, phase: "work", leftS: 60 });
});

test("seconds are read as minutes, and as hours where there are some", () => {
  assert.deepEqual([clockText(65), clockText(3750), clockText(0)], ["1:05", "1:02:30", "0:00"]);
});
