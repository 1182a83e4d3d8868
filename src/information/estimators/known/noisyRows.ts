import type { Variable } from '../../types/variable';
import { isModest } from './sharedVariance';

/** Gaussian densities, one a row: means [count, dimensions], and variances in that layout or of length 1. */
export interface Gaussians {
  readonly count: number;
  readonly means: ArrayLike<number>;
  readonly variances: ArrayLike<number>;
  /** ln of the weight of every density; absent: all weigh 1. */
  readonly logWeights?: Float64Array;
}

/** Samples of states with a known conditional density: values [count, dimensions] and the densities that made them. */
export interface NoisyRows {
  readonly count: number;
  readonly dimensions: number;
  readonly values: Float64Array;
  readonly own: Gaussians;
  /** The densities at further inputs; absent: those of the other samples take their place. */
  readonly histories?: Gaussians;
}

/** The rows of a variable with a known conditional density; undefined where it has none. */
export function noisyRows({ values, samples, dimensions, conditional, histories }: Variable): NoisyRows | undefined {
  if (!conditional) return undefined;
  const { means, variances } = conditional;
  return {
    count: samples,
    dimensions,
    values,
    own: { count: samples, means, variances },
    ...(histories?.means && {
      histories: {
        count: histories.count,
        means: histories.means,
        variances: histories.variances ?? variances,
        ...(histories.logProbabilities && { logWeights: histories.logProbabilities }),
      },
    }),
  };
}

/** Two states of the same inputs side by side: their noises are independent given the input. */
export function sideBySide(a: NoisyRows, b: NoisyRows): NoisyRows {
  const shared = [a, b].every(({ own }) => own.variances.length === 1);
  const scales = [a, b].map(({ own }) => (shared ? 1 / Math.sqrt(own.variances[0]) : 1));
  const widths = [a.dimensions, b.dimensions];
  const join = (count: number, parts: readonly ArrayLike<number>[], by: readonly number[]): Float64Array =>
    joined(count, widths, parts, by);
  const densities = (one: Gaussians, other: Gaussians): Gaussians => ({
    count: one.count,
    means: join(one.count, [one.means, other.means], scales),
    variances: shared ? Float64Array.of(1) : join(one.count, [one.variances, other.variances], [1, 1]),
    ...(one.logWeights && { logWeights: one.logWeights }),
  });
  return {
    count: a.count,
    dimensions: a.dimensions + b.dimensions,
    values: join(a.count, [a.values, b.values], scales),
    own: densities(a.own, b.own),
    ...(a.histories && b.histories && { histories: densities(a.histories, b.histories) }),
  };
}

/** Columns of two matrices side by side, each scaled; a matrix of one number stands for that number everywhere. */
function joined(
  count: number,
  widths: readonly number[],
  parts: readonly ArrayLike<number>[],
  scales: readonly number[],
): Float64Array {
  const width = widths[0] + widths[1];
  const out = new Float64Array(count * width);
  let first = 0;
  for (const [part, own] of widths.entries()) {
    const values = parts[part];
    const constant = values.length === 1;
    for (let i = 0, at = 0; i < count; i++)
      for (let d = 0; d < own; d++, at++) out[i * width + first + d] = scales[part] * values[constant ? 0 : at];
    first += own;
  }
  return out;
}

/** Some of the samples, and some of the histories. */
export function takeNoisyRows(
  { dimensions, values, own, histories }: NoisyRows,
  rows: Int32Array,
  ofHistories: Int32Array | undefined,
): NoisyRows {
  return {
    count: rows.length,
    dimensions,
    values: takeRows(values, dimensions, rows),
    own: takeGaussians(own, dimensions, rows),
    ...(histories && ofHistories && { histories: takeGaussians(histories, dimensions, ofHistories) }),
  };
}

/** Some of the densities. */
export function takeGaussians(
  { means, variances, logWeights }: Gaussians,
  dimensions: number,
  rows: Int32Array,
): Gaussians {
  return {
    count: rows.length,
    means: takeRows(means, dimensions, rows),
    variances: variances.length === 1 ? variances : takeRows(variances, dimensions, rows),
    ...(logWeights && { logWeights: Float64Array.from(rows, (row) => logWeights[row]) }),
  };
}

function takeRows(values: ArrayLike<number>, dimensions: number, rows: Int32Array): Float64Array {
  const out = new Float64Array(rows.length * dimensions);
  for (let i = 0, at = 0; i < rows.length; i++)
    for (let d = 0; d < dimensions; d++, at++) out[at] = values[rows[i] * dimensions + d];
  return out;
}

/**
 * Whether values and means lie near enough to their centre, in units of the noise, that a sum of products gives their
 * distances: beyond, it loses the digits that matter.
 */
export function canSum({ count, dimensions, values, own }: NoisyRows): boolean {
  if (count < 2) return false;
  const shift = centreOf(own, dimensions);
  const constant = own.variances.length === 1;
  for (const rows of [values, own.means]) {
    for (let i = 0, at = 0; i < count; i++) {
      let norm = 0;
      for (let d = 0; d < dimensions; d++, at++) norm += (rows[at] - shift[d]) ** 2 / own.variances[constant ? 0 : at];
      if (!isModest(norm)) return false;
    }
  }
  return true;
}

/** The mean of the densities' means. */
export function centreOf({ count, means }: Gaussians, dimensions: number): Float64Array {
  const centre = new Float64Array(dimensions);
  for (let i = 0, at = 0; i < count; i++) for (let d = 0; d < dimensions; d++, at++) centre[d] += means[at] / count;
  return centre;
}
