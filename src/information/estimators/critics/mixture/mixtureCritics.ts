import type { Random } from '../../../../base/random';
import type { Breather } from '../../../numerics/breather';
import type { Critic, Points } from '../critic';
import type { LeadingPoints } from '../leadingPoints';
import { classCritic } from './classCritic';
import { mixtureCritic } from './mixtureCritic';
import { fitTied } from './tiedMixture';
import { fitMixture, meanLogDensity, type NormalMixture, type Rows } from './normalMixture';

const partsTried = [2, 4, 8, 16, 32] as const;
const mostClasses = 32;
const manyParts = 32;
const fewParts = 2;
/** A part with a covariance of its own needs this number of rows a column, and one with only its mean this. */
const rowsAColumn = 3;
const rowsAMean = 0.75;
/** Rows that are enough to choose the number of parts, and turns of the fits for it. */
const mostChoosing = 1000;
const fewTurns = 10;
/** Of the rows for fitting, one in this number is kept to choose the number of parts. */
const keptBack = 4;
/** Parts are added while they raise the mean log density of the rows kept back by this, in nats. */
const worthAPart = 0.01;

/** Mixtures of many parts in few columns and of few parts in more, and classes of each side. */
export const mixtureCritics = ({ narrow, wide }: LeadingPoints, random: Random): Critic[] => [
  jointMixture(narrow, manyParts, random.fork('mixture')),
  classMixtures(narrow, random.fork('classes')),
  ...(wide === undefined ? [] : [jointMixture(wide, fewParts, random.fork('wide mixture'))]),
];

/** How a mixture is fitted. */
interface Family {
  readonly fit: typeof fitMixture;
  readonly rowsAColumn: number;
}

const ownCovariances: Family = { fit: fitMixture, rowsAColumn };
const oneCovariance: Family = { fit: fitTied, rowsAColumn: rowsAMean };

/**
 * A mixture over both sides together: of at most `mostParts` parts with covariances of their own, or of parts with one
 * covariance in common, whichever has the larger density on rows that were kept back.
 */
export const jointMixture = (points: Points, mostParts: number, random: Random): Critic => {
  const both: Rows = { values: sideBySide(points), dimensions: points.dimX + points.dimY };
  return {
    name: 'mixture',
    fit: async (rows, breather) => {
      const own = await chosenParts(both, rows, mostParts, random.fork('joint parts'), breather);
      const tied = await chosenParts(
        both,
        rows,
        manyParts,
        random.fork('tied parts'),
        breather,
        oneCovariance,
        own.one,
      );
      const { fit } = tied.density > own.density ? oneCovariance : ownCovariances;
      const parts = tied.density > own.density ? tied.parts : own.parts;
      return mixtureCritic(await fit(both, rows, parts, random.fork('joint'), breather), points);
    },
  };
};

/** A mixture of each side, and a table of which parts occur together. */
export const classMixtures = (points: Points, random: Random): Critic => {
  const left: Rows = { values: points.x, dimensions: points.dimX };
  const right: Rows = { values: points.y, dimensions: points.dimY };
  const fit = async (side: Rows, label: string, rows: Int32Array, breather: Breather): Promise<NormalMixture> =>
    fitMixture(
      side,
      rows,
      (await chosenParts(side, rows, mostClasses, random.fork(`${label} parts`), breather)).parts,
      random.fork(label),
      breather,
    );
  return {
    name: 'classes',
    fit: async (rows, breather) =>
      classCritic(await fit(left, 'x', rows, breather), await fit(right, 'y', rows, breather), points, rows),
  };
};

/**
 * The number of parts with the largest density on rows that were kept back from the fit, and that density in nats.
 * @param one the density of one part, where it is known
 */
async function chosenParts(
  side: Rows,
  rows: Int32Array,
  mostParts: number,
  random: Random,
  breather: Breather,
  family = ownCovariances,
  one?: number,
): Promise<{ parts: number; density: number; one: number }> {
  const looked = rows.subarray(0, mostChoosing);
  const kept = looked.filter((_, i) => i % keptBack === 0);
  const fitted = looked.filter((_, i) => i % keptBack !== 0);
  let best = 1;
  let most = one ?? meanLogDensity(await fitMixture(side, fitted, 1, random, breather), side, kept);
  const ofOne = most;
  for (const parts of partsTried) {
    if (parts > mostParts || rows.length < family.rowsAColumn * parts * side.dimensions) break;
    const density = meanLogDensity(await family.fit(side, fitted, parts, random, breather, fewTurns), side, kept);
    const gain = density - most;
    if (gain > worthAPart) {
      most = density;
      best = parts;
    } else if (parts > 2 * best) break;
  }
  return { parts: best, density: most, one: ofOne };
}

export function sideBySide({ samples, x, y, dimX, dimY }: Points): Float64Array {
  const size = dimX + dimY;
  const out = new Float64Array(samples * size);
  for (let i = 0; i < samples; i++) {
    out.set(x.subarray(i * dimX, (i + 1) * dimX), i * size);
    out.set(y.subarray(i * dimY, (i + 1) * dimY), i * size + dimX);
  }
  return out;
}
