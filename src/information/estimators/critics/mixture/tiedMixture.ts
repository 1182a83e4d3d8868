import type { Random } from '../../../../base/random';
import type { Breather } from '../../../numerics/breather';
import { cholesky, type CholeskyFactor } from '../../../numerics/cholesky';
import { crossProduct } from '../../../numerics/products';
import { floor, mostTurns, seed, slight, variances, type NormalMixture, type Rows } from './normalMixture';
import { exp } from '../../../numerics/exp';

/**
 * A mixture of `parts` normal densities with one covariance in common, by expectation-maximisation (Dempster, Laird and
 * Rubin 1977): clusters around their means. Every part adds only its mean, so that many columns carry many parts. The
 * scatter within parts is that of all rows less that of the means, and rows are whitened once a turn, so that a turn
 * costs about as much as one part with a covariance of its own.
 * @throws CancelledError
 */
export async function fitTied(
  points: Rows,
  rows: Int32Array,
  parts: number,
  random: Random,
  breather: Breather,
  turns = mostTurns,
): Promise<NormalMixture> {
  const { dimensions } = points;
  const count = rows.length;
  const scale = variances(points.values, dimensions, rows);
  const shares = seed(points, rows, parts, scale, random);
  const { values, centre } = centred(points, rows);
  const total = crossProduct(values, dimensions, values, dimensions, count);
  let fit = maximise(values, total, shares, parts, scale);
  let before = -Infinity;
  for (let turn = 0; turn < turns; turn++) {
    const likelihood = expect(fit, values, shares, parts);
    if (likelihood - before < slight) break;
    before = likelihood;
    if (breather.due()) await breather.rest();
    fit = maximise(values, total, shares, parts, scale);
    if (breather.due()) await breather.rest();
  }
  const means = fit.means.map((mean, at) => mean + centre[at % dimensions]);
  return { dimensions, logWeights: fit.logWeights, means, factors: Array.from({ length: parts }, () => fit.factor) };
}

interface Tied {
  readonly logWeights: Float64Array;
  /** Row-major [parts, dimensions]. */
  readonly means: Float64Array;
  readonly factor: CholeskyFactor;
}

/** The rows less their mean, row-major. */
function centred({ values, dimensions }: Rows, rows: Int32Array): { values: Float64Array; centre: Float64Array } {
  const out = new Float64Array(rows.length * dimensions);
  const centre = new Float64Array(dimensions);
  rows.forEach((row, i) => {
    for (let j = 0; j < dimensions; j++) {
      const value = values[row * dimensions + j];
      out[i * dimensions + j] = value;
      centre[j] += value / rows.length;
    }
  });
  for (let at = 0; at < out.length; at++) out[at] -= centre[at % dimensions];
  return { values: out, centre };
}

function maximise(
  values: Float64Array,
  total: Float64Array,
  shares: Float64Array,
  parts: number,
  scale: Float64Array,
): Tied {
  const dimensions = scale.length;
  const count = values.length / dimensions;
  const weights = new Float64Array(parts).fill(1e-3);
  const means = crossProduct(shares, parts, values, dimensions, count);
  for (let i = 0, at = 0; i < count; i++) for (let k = 0; k < parts; k++, at++) weights[k] += shares[at];
  const covariance = total.map((sum) => sum / count);
  for (let k = 0, from = 0; k < parts; k++, from += dimensions) {
    for (let j = from; j < from + dimensions; j++) means[j] /= weights[k];
    const weight = weights[k] / count;
    for (let r = 0; r < dimensions; r++)
      for (let c = 0; c < dimensions; c++) covariance[r * dimensions + c] -= weight * means[from + r] * means[from + c];
  }
  // The floor of the general mixture, and as much again for the rounding of the difference.
  for (let j = 0; j < dimensions; j++) covariance[j * dimensions + j] += 2 * floor * scale[j];
  const all = count + parts * 1e-3;
  return {
    logWeights: weights.map((weight) => Math.log(weight / all)),
    means,
    factor: cholesky(covariance, dimensions, 0),
  };
}

/** Each part's share in every row, into `shares`; returns the mean of ln q in nats, but for the factor of 2 pi. */
function expect(
  { logWeights, means, factor }: Tied,
  values: Float64Array,
  shares: Float64Array,
  parts: number,
): number {
  const dimensions = factor.size;
  const count = values.length / dimensions;
  const whitened = forward(factor, values, count);
  const centres = forward(factor, means, parts);
  let mean = 0;
  for (let i = 0, at = 0; i < count; i++, at += parts) {
    let most = -Infinity;
    for (let k = 0; k < parts; k++) {
      let squares = 0;
      for (let j = 0, a = i * dimensions, b = k * dimensions; j < dimensions; j++, a++, b++)
        squares += (whitened[a] - centres[b]) ** 2;
      shares[at + k] = logWeights[k] - squares / 2;
      if (shares[at + k] > most) most = shares[at + k];
    }
    let sum = 0;
    for (let k = at; k < at + parts; k++) sum += shares[k] = exp(shares[k] - most);
    for (let k = at; k < at + parts; k++) shares[k] /= sum;
    mean += (most + Math.log(sum)) / count;
  }
  return mean - factor.logDeterminant / 2;
}

/** L^-1 of every row. */
function forward({ factor, size }: CholeskyFactor, rows: Float64Array, count: number): Float64Array {
  const out = new Float64Array(rows.length);
  for (let i = 0, from = 0; i < count; i++, from += size)
    for (let r = 0; r < size; r++) {
      let sum = rows[from + r];
      const line = r * size;
      for (let c = 0; c < r; c++) sum -= factor[line + c] * out[from + c];
      out[from + r] = sum / factor[line + r];
    }
  return out;
}
