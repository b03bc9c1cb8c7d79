import assert from "node:assert/strict";
import { test } from "node:test";
import { USUAL, loadBar } from "../../../src/mesocycle/web/static/player/plates.js";
import { warmUpRamp } from "../../../src/mesocycle/web/static/player/ramp.js";

const FEW = [{ weight: 25, pairs: 1 }, { weight: 15, pairs: 2 }];

test("a load that the heaviest plate would miss is found", () => {
  assert.deepEqual(loadBar(80, 20, FEW).exactly, { weight: 80, perSide: [15, 15] });
});

test("where a load can't be built the nearest below and above are said", () => {
  const { exactly, below, above } = loadBar(78, 20, FEW);

  assert.equal(exactly, undefined);
  assert.equal(below?.weight, 70);
  assert.equal(above?.weight, 80);
});

test("no more plates are used than there are", () => {
  assert.equal(loadBar(200, 20, FEW).above, undefined);
  assert.deepEqual(loadBar(200, 20, FEW).below, { weight: 130, perSide: [25, 15, 15] });
});

test("the bar alone is a load, and nothing is below it", () => {
  const { exactly, below } = loadBar(20, 20, FEW);

  assert.deepEqual(exactly, { weight: 20, perSide: [] });
  assert.equal(below, undefined);
});

test("plates of a quarter are counted without rounding", () => {
  const side = loadBar(102.5, USUAL.kg.weight, USUAL.kg.plates).exactly?.perSide ?? [];

  assert.equal(side.reduce((sum, plate) => sum + plate, 0), 41.25);
  assert.equal(side.length, 3);
});

test("of several ways the one with the fewest plates is said", () => {
  assert.deepEqual(loadBar(60, 20, [{ weight: 20, pairs: 1 }, { weight: 10, pairs: 2 }]).exactly?.perSide, [20]);
});

test("a warm-up rises from the bar and stays below the working weight", () => {
  assert.deepEqual(warmUpRamp(100, 20, 2.5), [
    { weight: 20, reps: 8 }, { weight: 40, reps: 5 }, { weight: 60, reps: 3 }, { weight: 80, reps: 2 },
  ]);
});

test("a working weight of a bar alone needs no warm-up sets, and a light one no set twice", () => {
  assert.deepEqual(warmUpRamp(20, 20, 2.5), []);
  assert.deepEqual(warmUpRamp(30, 20, 2.5).map((set) => set.weight), [20, 25]);
});
