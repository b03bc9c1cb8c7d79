/** The way up to a working weight: lighter sets before it, each one that can be loaded. */

/** Share of the working weight, and repetitions. */
const STEPS = /** @type {const} */ ([[0.4, 5], [0.6, 3], [0.8, 2]]);

/**
 * @param {number} working @param {number} bar the least that can be lifted @param {number} step what loads are rounded to
 * @returns {{weight: number, reps: number}[]} rising, none as heavy as the working weight, none twice
 */
export function warmUpRamp(working, bar, step) {
  if (working <= bar) return [];
  const sets = [{ weight: bar, reps: 8 }];
  for (const [share, reps] of STEPS) {
    const weight = Math.round((working * share) / step) * step;
    const last = sets[sets.length - 1];
    if (last !== undefined && weight > last.weight && weight < working) sets.push({ weight, reps });
  }
  return sets;
}
