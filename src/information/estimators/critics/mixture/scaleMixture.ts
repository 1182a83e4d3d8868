import type { Breather } from '../../../numerics/breather';
import { argsort } from '../../../numerics/argsort';
import { meanAndVariance } from '../../../types/measurement';
import type { Critic, Points } from '../critic';
import { mixtureCritic } from './mixtureCritic';
import { sideBySide } from './mixtureCritics';
import { climb, meanLogDensity, type Rows, type Start } from './normalMixture';

/** Numbers of shells of both sides together, and of each side, of which every pair is a part. */
const together = [2, 3, 4, 6, 8] as const;
const ofEachSide = [2, 3, 4] as const;
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

/** The first columns of a row are those of X. */
interface BothSides extends Rows {
  readonly dimX: number;
}

/** Where expectation-maximisation may begin: at shells of both sides together, or at pairs of shells of each side. */
interface Beginning {
  readonly parts: number;
  readonly start: (both: BothSides, rows: Int32Array) => Start;
}

/**
 * A mixture over both sides together whose normal parts lie within each other, as where a scale changes from row to
 * row: distant seeds do not find such parts. Expectation-maximisation (Dempster, Laird and Rubin 1977) begins at shells
 * of equal counts around the medians: of both sides together where they have one scale in common, and at pairs of
 * shells where each side has a scale of its own. No covariance is moved to that of all parts, which is the widest
 * one's.
 */
export const scaleMixture = (points: Points): Critic => {
  const both: BothSides = { values: sideBySide(points), dimensions: points.dimX + points.dimY, dimX: points.dimX };
  return {
    name: 'mixture',
    fit: async (rows, breather) => {
      const { start } = await chosenBeginning(both, rows, breather);
      return mixtureCritic(await climb(both, rows, start(both, rows), breather, turns), points);
    },
  };
};

const commonScale = (parts: number): Beginning => ({
  parts,
  start: (both, rows) => startOf(both, rows, parts, shells(both, rows, 0, both.dimensions, parts)),
});

const ownScales = (count: number): Beginning => ({
  parts: count * count,
  start: (both, rows) => {
    const ofX = shells(both, rows, 0, both.dimX, count);
    const ofY = shells(both, rows, both.dimX, both.dimensions, count);
    return startOf(
      both,
      rows,
      count * count,
      ofX.map((shell, i) => shell * count + ofY[i]),
    );
  },
});

/** The beginning whose end has the largest density on rows that were kept back from the fit. */
async function chosenBeginning(both: BothSides, rows: Int32Array, breather: Breather): Promise<Beginning> {
  const looked = rows.subarray(0, mostChoosing);
  const kept = looked.filter((_, i) => i % keptBack === 0);
  const fitted = looked.filter((_, i) => i % keptBack !== 0);
  let best = commonScale(together[0]);
  let most = -Infinity;
  for (const beginnings of [together.map(commonScale), ofEachSide.map(ownScales)]) {
    let before = -Infinity;
    for (const beginning of beginnings) {
      if (rows.length < rowsAColumn * beginning.parts * both.dimensions) break;
      const mixture = await climb(both, fitted, beginning.start(both, fitted), breather, turnsTried);
      const density = meanLogDensity(mixture, both, kept);
      if (density - before <= worthAPart) break;
      before = density;
      if (density - most <= worthAPart) continue;
      most = density;
      best = beginning;
    }
  }
  return best;
}

/**
 * The shell of every row by its distance from the medians in some columns, in units of the columns' middle halves:
 * unlike variances, these do not grow with the widest part.
 */
function shells(both: Rows, rows: Int32Array, from: number, to: number, parts: number): Int32Array {
  const squares = new Float64Array(rows.length);
  for (let j = from; j < to; j++) {
    const { median, scale, column } = middleOf(both, rows, j);
    for (let i = 0; i < rows.length; i++) squares[i] += (column[i] - median) ** 2 / scale;
  }
  const out = new Int32Array(rows.length);
  argsort(squares).forEach((i, place) => (out[i] = Math.floor((place * parts) / rows.length)));
  return out;
}

function startOf(both: Rows, rows: Int32Array, parts: number, own: Int32Array): Start {
  const shares = new Float64Array(rows.length * parts);
  own.forEach((part, i) => (shares[i * parts + part] = 1));
  const scale = Float64Array.from({ length: both.dimensions }, (_, j) => middleOf(both, rows, j).scale);
  return { shares, parts, scale, sharedRows: 0 };
}

function middleOf(
  { values, dimensions }: Rows,
  rows: Int32Array,
  j: number,
): { column: Float64Array; median: number; scale: number } {
  const column = Float64Array.from(rows, (row) => values[row * dimensions + j]);
  const sorted = column.slice().sort();
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))];
  const { variance } = meanAndVariance(column);
  const scale = Math.max(((at(0.75) - at(0.25)) / middleHalf) ** 2, leastScale * variance);
  return { column, median: at(0.5), scale };
}
