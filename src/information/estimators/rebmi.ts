import { breathe } from '../../base/cancellation';
import { Random } from '../../base/random';
import { discreteInformation } from './discrete/discreteInformation';
import { groundsOf } from './groundsOf';
import type { EstimatorOptions, InformationEstimate } from '../types/estimate';
import { meanAndVariance, type Measurement } from '../types/measurement';
import { createNeighborWorkspace } from './neighbors';
import { PreparedVariable, takeColumns } from '../job/preparedVariable';
import { warning } from '../types/warnings';
import { z95 } from '../numerics/special';
import type { Variable } from '../types/variable';

const defaultShuffles = 3;

/** All pairs of one source column and one target column; matrices are row-major [x columns, y columns], in nats. */
export interface RectifiedInformation {
  readonly rows: number;
  readonly columns: number;
  /** max(0, estimate - mean of its shuffled null). */
  readonly matrix: Float64Array;
  /** The means of the shuffled nulls that were subtracted. */
  readonly nulls: Float64Array;
  /** For each column of x, the largest value over the columns of y. */
  readonly rowMaxima: Float64Array;
  readonly mean: number;
  /**
   * The contribution of each sample to `mean`, without the error of the shuffles; empty where all columns are discrete.
   */
  readonly local: Float64Array;
}

/**
 * ReBMI, "rectified bivariate mutual information", as this project defines it: the mutual information of every pair of
 * one source column and one target column (counted where both are discrete, by Ross's estimator where one is, by KSG 1
 * otherwise, mixed KSG under ties), minus the mean of its shuffled null, rectified at zero. A screening statistic: it
 * works for any number of columns, but it misses information that only several columns together carry (parity gives
 * zero).
 * @throws UserError as the estimators of the pairs do @throws CancelledError
 */
export async function rectifiedInformation(
  x: Variable,
  y: Variable,
  options: EstimatorOptions,
  signal?: AbortSignal,
): Promise<RectifiedInformation> {
  const sources = columnsOf(x);
  await breathe(signal);
  const targets = columnsOf(y);
  await breathe(signal);
  const { values, local } = await allPairs(sources, targets, options, signal);
  const shuffles = options.shuffles ?? defaultShuffles;
  const nulls = new Float64Array(values.length);
  const random = new Random(options.seed).fork('rebmi');
  for (let shuffle = 0; shuffle < shuffles; shuffle++) {
    const order = random.permutation(x.samples);
    const shuffled = await allPairs(
      sources,
      targets.map((target) => target.permuted(order)),
      options,
      signal,
    );
    shuffled.values.forEach((value, i) => (nulls[i] += value / shuffles));
  }
  const matrix = values.map((value, i) => Math.max(0, value - nulls[i]));
  const rowMaxima = Float64Array.from(sources, (_, i) =>
    matrix.subarray(i * targets.length, (i + 1) * targets.length).reduce((most, value) => Math.max(most, value), 0),
  );
  const { mean } = meanAndVariance(matrix);
  return { rows: sources.length, columns: targets.length, matrix, nulls, rowMaxima, mean, local };
}

/** The mean over pairs, with the interval of its samples' contributions. */
export async function rebmi(
  x: Variable,
  y: Variable,
  options: EstimatorOptions,
  signal?: AbortSignal,
): Promise<Measurement> {
  return meanOverPairs(await rectifiedInformation(x, y, options, signal));
}

/** The same as an estimate, to be shown with the matrix. */
export function rebmiEstimate(rectified: RectifiedInformation): InformationEstimate {
  const measured = meanOverPairs(rectified);
  return { ...measured, ...groundsOf('rebmi', measured), estimator: 'rebmi', samples: rectified.local.length };
}

function meanOverPairs({ mean, local, matrix }: RectifiedInformation): Measurement {
  const spread = z95 * Math.sqrt(meanAndVariance(local).variance / local.length);
  return {
    nats: mean,
    low: Math.max(0, mean - spread),
    high: mean + spread,
    bound: 'none',
    warnings: matrix.length > 1 ? [warning('meanOverColumnPairs')] : [],
  };
}

function columnsOf(variable: Variable): PreparedVariable[] {
  const plain: Variable = {
    name: variable.name,
    kind: variable.kind,
    values: variable.values,
    samples: variable.samples,
    dimensions: variable.dimensions,
  };
  return Array.from({ length: variable.dimensions }, (_, column) => new PreparedVariable(takeColumns(plain, [column])));
}

async function allPairs(
  xs: readonly PreparedVariable[],
  ys: readonly PreparedVariable[],
  options: EstimatorOptions,
  signal?: AbortSignal,
) {
  const { samples } = xs[0].variable;
  const workspace = createNeighborWorkspace([...xs, ...ys].map(({ variable }) => variable));
  const values = new Float64Array(xs.length * ys.length);
  const local = new Float64Array(samples);
  for (let i = 0; i < xs.length; i++) {
    for (let j = 0; j < ys.length; j++) {
      const [x, y] = [xs[i], ys[j]];
      if (x.constant || y.constant) continue;
      // A pair of scalars ends before its own estimator would pause.
      await breathe(signal);
      if (x.variable.kind === 'discrete' && y.variable.kind === 'discrete') {
        const { nats, high, low } = discreteInformation(x.symbols, y.symbols, 'plugin');
        values[i * ys.length + j] = nats;
        // A table has no contributions per sample, so its variance is represented by alternating ones.
        const deviation = ((high - low) / (2 * z95)) * Math.sqrt(samples);
        for (let n = 0; n < samples; n++) local[n] += (nats + (n % 2 === 0 ? deviation : -deviation)) / values.length;
        continue;
      }
      const estimator =
        x.variable.kind !== y.variable.kind ? 'ross' : Math.max(x.tieShare, y.tieShare) > 0.1 ? 'mixedKsg' : 'ksg1';
      const estimate = await workspace.estimate(i, xs.length + j, { ...options, estimator }, signal);
      values[i * ys.length + j] = estimate.nats;
      const own = estimate.local;
      if (own?.length === samples) for (let n = 0; n < samples; n++) local[n] += own[n] / values.length;
    }
  }
  return { values, local };
}
