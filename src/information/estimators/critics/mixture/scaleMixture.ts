import type { Breather } from '../../../numerics/breather';
import { argsort } from '../../../numerics/argsort';
import { meanAndVariance } from '../../../types/measurement';
import type { Critic, Points } from '../critic';
import { mixtureCritic } from './mixtureCritic';
import { sideBySide } from './mixtureCritics';
import { climb, meanLogDensity, type NormalMixture, type Rows, type Start } from './normalMixture';

const partsTried = [2, 3, 4, 6, 8] as const;
/** A part needs this number of rows a column: nothing else keeps its covariance regular. */
const rowsAColumn = 10;
/** Rows that are enough to choose the number of parts. */
const mostChoosing = 1000;
/** Of these, one in this number is kept to choose by. */
const keptBack = 4;
/** Parts are added while they raise the mean log density of the rows kept back by this, in nats. */
const worthAPart = 0.01;
const turnsTried = 30;
/** Parts within each other overlap, and expectation-maximisation separates them slowly. */
const turns = 60;
/** The middle half of a normal column in standard deviations. */
const middleHalf = 1.349;
/** Half of the values of a column may be equal: its scale is then this share of its variance. */
const leastScale = 1e-4;

/**
 * A mixture over both sides together whose normal parts lie within each other, as where one common scale changes from
 * row to row: distant seeds do not find such parts. Expectation-maximisation (Dempster, Laird and Rubin 1977) begins at
 * shells of equal counts around the medians. No covariance is moved to that of all parts, which is the widest one's.
 */
export const scaleMixture = (points: Points): Critic => {
  const both: Rows = { values: sideBySide(points), dimensions: points.dimX + points.dimY };
  return {
    name: 'mixture',
    fit: async (rows, breather) => {
      const parts = await chosenParts(both, rows, breather);
      return mixtureCritic(await climb(both, rows, shells(both, rows, parts), breather, turns), points);
    },
  };
};

/** The number of parts with the largest density on rows that were kept back from the fit. */
async function chosenParts(both: Rows, rows: Int32Array, breather: Breather): Promise<number> {
  const looked = rows.subarray(0, mostChoosing);
  const kept = looked.filter((_, i) => i % keptBack === 0);
  const fitted = looked.filter((_, i) => i % keptBack !== 0);
  let best: number = partsTried[0];
  let most = -Infinity;
  for (const parts of partsTried) {
    if (rows.length < rowsAColumn * parts * both.dimensions) break;
    const mixture: NormalMixture = await climb(both, fitted, shells(both, fitted, parts), breather, turnsTried);
    const density = meanLogDensity(mixture, both, kept);
    if (density - most <= worthAPart) break;
    most = density;
    best = parts;
  }
  return best;
}

/**
 * Every row belongs to the shell of its distance from the medians, in units of the columns' middle halves: unlike
 * variances, these do not grow with the widest part.
 */
function shells({ values, dimensions }: Rows, rows: Int32Array, parts: number): Start {
  const squares = new Float64Array(rows.length);
  const scale = new Float64Array(dimensions);
  for (let j = 0; j < dimensions; j++) {
    const column = Float64Array.from(rows, (row) => values[row * dimensions + j]);
    const sorted = column.slice().sort();
    const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))];
    const { variance } = meanAndVariance(column);
    scale[j] = Math.max(((at(0.75) - at(0.25)) / middleHalf) ** 2, leastScale * variance);
    for (let i = 0; i < rows.length; i++) squares[i] += (column[i] - at(0.5)) ** 2 / scale[j];
  }
  const shares = new Float64Array(rows.length * parts);
  argsort(squares).forEach((i, place) => (shares[i * parts + Math.floor((place * parts) / rows.length)] = 1));
  return { shares, parts, scale, sharedRows: 0 };
}
