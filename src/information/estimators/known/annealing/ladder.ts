/** The first inverse temperature above 0: a step from there to 0 changes no likelihood much. */
const first = 2e-4;
const fewest = 60;
const most = 120;
/** Rungs by the square root of the dimensions, over which the log likelihood spreads. */
const perRoot = 15;

/** How many temperatures suit states of so many dimensions, to begin with. */
export const rungsFor = (dimensions: number): number =>
  Math.min(most, Math.max(fewest, Math.round(perRoot * Math.sqrt(dimensions))));

/** Inverse temperatures b_0 = 0, b_1 = 2e-4, then geometric to b_J = 1; `rungs` is J. */
export function ladder(rungs: number): Float64Array {
  return Float64Array.from({ length: rungs + 1 }, (_, j) =>
    j === 0 ? 0 : j === rungs ? 1 : first ** ((rungs - j) / (rungs - 1)),
  );
}
