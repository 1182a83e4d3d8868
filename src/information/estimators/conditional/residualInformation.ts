import { Random } from '../../../base/random';
import type { PreparedVariable } from '../../job/preparedVariable';
import { Breather } from '../../numerics/breather';
import { z95 } from '../../numerics/special';
import { meanAndVariance, type Measurement } from '../../types/measurement';
import { amount, warning } from '../../types/warnings';
import { gaussianInformation } from '../copula/gaussianInformation';
import { gaussianPart, type GaussianPart } from '../copula/gaussianPart';
import { normalScores } from '../copula/normalScores';
import { nearestNeighbors } from '../neighbors/search/search';
import { spaceOf } from '../neighbors/spaces/space';
import { foldsOf } from '../probe/folds';
import { RidgeBasis } from '../probe/ridge';
import { conditionFeatures } from './conditionFeatures';
import { shuffledWithin } from './withinCondition';

const folds = 5;
const penalties = [1e-3, 3e-2];
/** Shuffles of X within Z, and the neighbours in Z that X is taken from (Runge 2018). */
const shuffles = 20;
const neighbors = 5;
/** Smaller means of the shuffled pairs (nats) get no warning. */
const slight = 0.02;

/**
 * I(X;Y|Z) in nats of continuous variables with many columns: the Gaussian copula of what X and Y leave of their
 * regressions on Z, less its mean over pairs that are shuffled within Z. The regressions read linear, quadratic and
 * random features of Z, each fitted outside the fold that it predicts; the features are those of the least held-out
 * error. A regression that misses a part of Z's effect leaves it on both sides, and it would count as information:
 * pairs shuffled among neighbours in Z keep that part and nothing else, so their mean is taken off.
 *
 * It assumes that Z moves the means of X and Y, and that what is left is a Gaussian copula: the value is no bound, and
 * the lower end is 0.
 * @throws UserError as `gaussianInformation` does @throws CancelledError
 */
export async function residualInformation(
  x: PreparedVariable,
  y: PreparedVariable,
  z: PreparedVariable,
  seed: number,
  signal?: AbortSignal,
): Promise<Measurement> {
  const breather = new Breather(signal);
  const random = new Random(seed).fork('residual information');
  const { samples } = x.variable;
  const pause = async (): Promise<void> => {
    if (breather.due()) await breather.rest();
  };
  const bases: RidgeBasis[] = [];
  for (const features of conditionFeatures(z, random))
    for (const penalty of penalties) bases.push(await RidgeBasis.of(features, foldsOf(samples, folds), penalty, pause));
  const [ofX, ofY] = [await best(x, bases, pause), await best(y, bases, pause)];
  const measured = gaussianInformation(ofX.left, ofY.left);
  const { points } = await nearestNeighbors(
    spaceOf({ ...z.variable, kind: 'continuous', values: z.scores }, 'max'),
    Math.min(neighbors, samples - 1),
    breather,
  );
  const nulls = new Float64Array(shuffles);
  for (let shuffle = 0; shuffle < shuffles; shuffle++) {
    const order = shuffledWithin(points, points.length / samples, random);
    const { dimensions } = x.variable;
    const rows = reordered(x.scores, dimensions, order);
    const left = scored(await residual(ofX.basis, rows, dimensions, pause), samples, dimensions);
    nulls[shuffle] = gaussianInformation(left, ofY.left).nats;
    await pause();
  }
  const { mean, variance } = meanAndVariance(nulls);
  const nats = Math.max(0, measured.nats - mean);
  const spread = Math.hypot(measured.nats - measured.low, z95 * Math.sqrt(variance / shuffles), mean);
  return {
    nats,
    // Nothing tells how much of Z's effect no regression found.
    low: 0,
    high: nats + spread,
    bound: 'none',
    assumes: 'gaussianCopula',
    certified: 'none',
    warnings: [
      ...measured.warnings,
      warning('conditionRegressed', z.variable.name, z.variable.dimensions),
      ...(mean > slight ? [warning('sharedThroughCondition', amount(mean), amount(measured.nats))] : []),
    ],
  };
}

/** What a variable leaves of its regression on features of Z. */
interface Left {
  readonly basis: RidgeBasis;
  readonly left: GaussianPart;
}

/** The regression of the least held-out error. */
async function best(
  { variable, scores }: PreparedVariable,
  bases: readonly RidgeBasis[],
  pause: () => Promise<void>,
): Promise<Left> {
  let found: { basis: RidgeBasis; left: Float64Array; error: number } | undefined;
  for (const basis of bases) {
    const left = await residual(basis, scores, variable.dimensions, pause);
    const error = left.reduce((sum, value) => sum + value * value, 0);
    if (found === undefined || error < found.error) found = { basis, left, error };
  }
  if (found === undefined) throw new Error('no features of the condition');
  return { basis: found.basis, left: scored(found.left, variable.samples, variable.dimensions) };
}

/** Columns less their out-of-fold predictions. */
async function residual(
  basis: RidgeBasis,
  columns: Float64Array,
  dimensions: number,
  pause: () => Promise<void>,
): Promise<Float64Array> {
  const predicted = await basis.predict(columns, dimensions, pause);
  return columns.map((value, i) => value - predicted[i]);
}

const scored = (columns: Float64Array, samples: number, dimensions: number): GaussianPart =>
  gaussianPart(normalScores(columns, samples, dimensions), samples, dimensions);

function reordered(rows: Float64Array, dimensions: number, order: Int32Array): Float64Array {
  const out = new Float64Array(rows.length);
  order.forEach((from, i) => {
    out.set(rows.subarray(from * dimensions, (from + 1) * dimensions), i * dimensions);
  });
  return out;
}
