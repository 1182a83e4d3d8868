import type { Breather } from '../../numerics/breather';
import { cholesky, solveLower, type CholeskyFactor } from '../../numerics/cholesky';
import { pacedCrossProduct } from '../../numerics/pacedProducts';
import { shrinkage } from './shrinkage';

/** Samples of two variables side by side: row-major [samples, columnsX + columnsY]. */
export interface PairedRows {
  readonly values: Float64Array;
  readonly samples: number;
  readonly columnsX: number;
  readonly columnsY: number;
}

/** A Gaussian fitted to both variables together: q(x, y), and with it q(y|x) and q(y). */
export interface FittedGaussian {
  readonly means: Float64Array;
  readonly scales: Float64Array;
  /** Of the correlations of x and y together, the columns of x first. */
  readonly joint: CholeskyFactor;
  /** Of the correlations of y alone. */
  readonly marginal: CholeskyFactor;
  /** How much the correlations were shrunk towards zero: 0 is not at all. */
  readonly shrunk: number;
}

/** With this number of samples per column, a covariance needs no shrinking. */
const samplesAColumn = 5;

/**
 * The maximum-likelihood Gaussian of the rows (covariances over N-1). With fewer than five samples per column, the
 * correlations are shrunk towards zero according to their sampling error.
 * @throws CancelledError
 */
export async function fitGaussian(rows: PairedRows, breather: Breather): Promise<FittedGaussian> {
  const { samples, columnsX, columnsY } = rows;
  const size = columnsX + columnsY;
  const { means, scales } = momentsOf(rows);
  const columns = standardised(rows, means, scales);
  const correlations = await pacedCrossProduct(columns, size, columns, size, samples, breather);
  for (let i = 0; i < correlations.length; i++) correlations[i] /= samples - 1;
  const shrunk = samples < samplesAColumn * size ? await shrinkage(columns, correlations, samples, breather) : 0;
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) if (i !== j) correlations[i * size + j] *= 1 - shrunk;
  const block = new Float64Array(columnsY ** 2);
  for (let i = 0; i < columnsY; i++)
    for (let j = 0; j < columnsY; j++) block[i * columnsY + j] = correlations[(columnsX + i) * size + columnsX + j];
  return { means, scales, joint: cholesky(correlations, size), marginal: cholesky(block, columnsY), shrunk };
}

/** Whether x determines a linear combination of y, so that no density q(y|x) is finite. */
export function isDetermined({ joint, marginal }: FittedGaussian, columnsX: number): boolean {
  return joint.kept.filter((column) => column >= columnsX).length < marginal.size;
}

/** Multiplications between two looks at the clock: a few milliseconds of work. */
const workABlock = 4e6;

/** ln q(y|x) / q(y) of each row, in nats. @throws CancelledError */
export async function logRatios(fit: FittedGaussian, rows: PairedRows, breather: Breather): Promise<Float64Array> {
  const { samples, columnsX, columnsY } = rows;
  const { joint, marginal } = fit;
  const columns = standardised(rows, fit.means, fit.scales);
  const size = columnsX + columnsY;
  const firstOfY = joint.kept.filter((column) => column < columnsX).length;
  let logDeterminant = marginal.logDeterminant;
  for (let i = firstOfY; i < joint.size; i++) logDeterminant -= 2 * Math.log(joint.factor[i * joint.size + i]);
  const ratios = new Float64Array(samples).fill(logDeterminant / 2);
  const block = Math.max(16, Math.floor(workABlock / size ** 2));
  for (let from = 0; from < samples; from += block) {
    const count = Math.min(block, samples - from);
    const part = columns.subarray(from * size, (from + count) * size);
    // Whitened by the joint factor, the rows of y are the residuals of its regression on x.
    const residuals = whitened(joint, part, size, 0, count);
    const deviations = whitened(marginal, part, size, columnsX, count);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < marginal.size; j++) ratios[from + i] += deviations[j * count + i] ** 2 / 2;
      for (let j = firstOfY; j < joint.size; j++) ratios[from + i] -= residuals[j * count + i] ** 2 / 2;
    }
    if (breather.due()) await breather.rest();
  }
  return ratios;
}

/** L^-1 of the kept columns, row-major [kept columns, rows]. */
function whitened(
  factor: CholeskyFactor,
  rows: Float64Array,
  width: number,
  offset: number,
  count: number,
): Float64Array {
  const out = new Float64Array(factor.size * count);
  factor.kept.forEach((column, j) => {
    for (let i = 0; i < count; i++) out[j * count + i] = rows[i * width + offset + column];
  });
  solveLower(factor, out, count);
  return out;
}

function momentsOf({ values, samples, columnsX, columnsY }: PairedRows): { means: Float64Array; scales: Float64Array } {
  const size = columnsX + columnsY;
  const means = new Float64Array(size);
  const scales = new Float64Array(size);
  for (let i = 0, at = 0; i < samples; i++) for (let j = 0; j < size; j++, at++) means[j] += values[at] / samples;
  for (let i = 0, at = 0; i < samples; i++)
    for (let j = 0; j < size; j++, at++) scales[j] += (values[at] - means[j]) ** 2 / (samples - 1);
  return { means, scales: scales.map((variance) => Math.sqrt(variance)) };
}

/** Values standardised by the fit's means and scales; a column that was constant in the fit is zero. */
function standardised(
  { values, samples, columnsX, columnsY }: PairedRows,
  means: Float64Array,
  scales: Float64Array,
): Float64Array {
  const size = columnsX + columnsY;
  const out = new Float64Array(samples * size);
  for (let i = 0, at = 0; i < samples; i++)
    for (let j = 0; j < size; j++, at++) out[at] = scales[j] > 0 ? (values[at] - means[j]) / scales[j] : 0;
  return out;
}
