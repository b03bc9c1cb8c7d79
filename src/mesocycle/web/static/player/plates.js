/** Which plates go on each side of a bar, with no more of each than the athlete has. */

/**
 * @typedef {{weight: number, pairs: number}} Plate  as many pairs as there are of one weight
 * @typedef {{weight: number, perSide: number[]}} Loading  what the whole comes to, and each side's plates, heaviest first
 */

/** Weights are counted in hundredths, so that 1.25 + 1.25 is 2.5. @param {number} weight */
const exact = (weight) => Math.round(weight * 100);

/**
 * Every load that can be built, by its weight in hundredths, each with the fewest plates.
 *
 * Taking the heaviest plate first goes wrong when there are few of each: of one pair of 25 and two of 15, 30 a side is
 * 15 + 15, and who began with 25 never gets there. So all sums are gone through; a gym's plates make a few hundred.
 * @param {number} bar @param {readonly Plate[]} plates
 * @returns {Map<number, number[]>}
 */
export function everyLoading(bar, plates) {
  /** @type {Map<number, number[]>} */
  let found = new Map([[exact(bar), []]]);
  for (const { weight, pairs } of [...plates].sort((one, other) => other.weight - one.weight)) {
    const next = new Map(found);
    for (const [sum, side] of found) {
      for (let count = 1; count <= pairs; count += 1) {
        const total = sum + 2 * count * exact(weight);
        const known = next.get(total);
        if (known === undefined || known.length > side.length + count) {
          next.set(total, [...side, ...Array(count).fill(weight)]);
        }
      }
    }
    found = next;
  }
  return found;
}

/** @type {{of: string, all: Map<number, number[]>}} */
let latest = { of: "", all: new Map() };

/** A gym does not change between two screens. @param {number} bar @param {readonly Plate[]} plates */
function loadings(bar, plates) {
  const of = JSON.stringify([bar, plates]);
  if (latest.of !== of) latest = { of, all: everyLoading(bar, plates) };
  return latest.all;
}

/**
 * The load itself, where it can be built, and the nearest below and above.
 * @param {number} wanted @param {number} bar @param {readonly Plate[]} plates
 * @returns {{exactly?: Loading, below?: Loading, above?: Loading}}
 */
export function loadBar(wanted, bar, plates) {
  const all = loadings(bar, plates);
  const target = exact(wanted);
  /** @param {number | undefined} sum */
  const loading = (sum) => (sum === undefined ? undefined : { weight: sum / 100, perSide: all.get(sum) ?? [] });
  const sums = [...all.keys()].sort((one, other) => one - other);
  return {
    exactly: loading(sums.find((sum) => sum === target)),
    below: loading(sums.filter((sum) => sum < target).at(-1)),
    above: loading(sums.find((sum) => sum > target)),
  };
}

/** What a usual gym has. @type {{kg: import("./types.js").Bar, lb: import("./types.js").Bar}} */
export const USUAL = {
  kg: { weight: 20, plates: [25, 20, 15, 10, 5, 2.5, 1.25].map((weight) => ({ weight, pairs: weight === 25 ? 4 : 2 })) },
  lb: { weight: 45, plates: [45, 35, 25, 10, 5, 2.5].map((weight) => ({ weight, pairs: weight === 45 ? 5 : 2 })) },
};
