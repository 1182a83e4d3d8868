import { sentence } from '../../../base/sentence';
import { InputError, UserError } from '../../../base/userError';
import { cholesky, solveLower, type CholeskyFactor } from '../../numerics/cholesky';
import { pacedCrossProduct } from '../../numerics/pacedProducts';
import { centred, crossProduct } from '../../numerics/products';
import type { Breather } from '../../numerics/breather';
import { digamma, z95 } from '../../numerics/special';
import type { Measurement } from '../../types/measurement';
import { warning, type InformationWarning } from '../../types/warnings';
import type { Symbols } from '../discrete/symbols';

/** Centred columns of one variable with the factor of their covariance: all that Gaussian formulas need of it. */
export interface GaussianPart {
  readonly samples: number;
  readonly dimensions: number;
  /** [samples, dimensions] */
  readonly columns: Float64Array;
  readonly covariance: Float64Array;
  readonly factor: CholeskyFactor;
}

export function gaussianPart(values: Float64Array, samples: number, dimensions: number): GaussianPart {
  const columns = centred(values, samples, dimensions);
  return partOf(columns, samples, dimensions, crossProduct(columns, dimensions, columns, dimensions, samples));
}

/** The same with breathing points. @throws CancelledError */
export async function pacedGaussianPart(
  values: Float64Array,
  samples: number,
  dimensions: number,
  breather: Breather,
): Promise<GaussianPart> {
  return pacedPartOfCentred(centred(values, samples, dimensions), samples, dimensions, breather);
}

/** The same from columns whose means are zero. @throws CancelledError */
export async function pacedPartOfCentred(
  columns: Float64Array,
  samples: number,
  dimensions: number,
  breather: Breather,
): Promise<GaussianPart> {
  return partOf(
    columns,
    samples,
    dimensions,
    await pacedCrossProduct(columns, dimensions, columns, dimensions, samples, breather),
  );
}

function partOf(columns: Float64Array, samples: number, dimensions: number, covariance: Float64Array): GaussianPart {
  for (let i = 0; i < covariance.length; i++) covariance[i] /= samples - 1;
  return { samples, dimensions, columns, covariance, factor: cholesky(covariance, dimensions) };
}

/**
 * I(X;Y) in nats of jointly Gaussian samples, corrected for the bias of log determinants (Misra et al. 2005; Ince et
 * al. 2017, eq. 9). Its variance is (sum of squared canonical correlations)/N, plus d_x d_y / 2N^2 where they vanish.
 * @param spent samples' worth of freedom that was used up before (by a regression on that many columns)
 * @throws UserError where one determines a linear combination of the other, so that the information is infinite
 * @throws InputError where there are no more samples than columns
 */
export function gaussianInformation(x: GaussianPart, y: GaussianPart, spent = 0): Measurement {
  return informationOf(whitenedCovariance(x, y), x.factor.size, y.factor.size, x.samples - spent);
}

/** The same with breathing points. @throws as `gaussianInformation` does, CancelledError */
export async function pacedGaussianInformation(
  x: GaussianPart,
  y: GaussianPart,
  breather: Breather,
): Promise<Measurement> {
  const cross = await pacedCrossProduct(x.columns, x.dimensions, y.columns, y.dimensions, x.samples, breather);
  return informationOf(whitenedCovariance(x, y, cross), x.factor.size, y.factor.size, x.samples);
}

/**
 * The same from the sample covariance of both variables' columns together, those of X first: row-major [dimX + dimY,
 * dimX + dimY]. With `samples` infinite it is the exact information of that covariance.
 * @throws as `gaussianInformation` does
 */
export function gaussianInformationOfCovariances(
  covariance: Float64Array,
  dimX: number,
  dimY: number,
  samples: number,
): Measurement {
  const size = dimX + dimY;
  const block = (from: number, rows: number, fromColumn: number, columns: number): Float64Array =>
    Float64Array.from(
      { length: rows * columns },
      (_, at) => covariance[(from + Math.floor(at / columns)) * size + fromColumn + (at % columns)],
    );
  const x = cholesky(block(0, dimX, 0, dimX), dimX);
  const y = cholesky(block(dimX, dimY, dimX, dimY), dimY);
  return informationOf(whitenedBlock(block(0, dimX, dimX, dimY), dimY, x, y), x.size, y.size, samples);
}

function informationOf(whitened: Float64Array, p: number, q: number, samples: number): Measurement {
  requireSamples(samples, p + q);
  const { logDeterminant, squares } = remainder(whitened, p, q);
  const nats =
    -logDeterminant / 2 -
    logDeterminantBias(samples, p) -
    logDeterminantBias(samples, q) +
    logDeterminantBias(samples, p + q);
  const spread = z95 * Math.sqrt(squares / samples + (p * q) / (2 * samples ** 2));
  const value = Math.max(0, nats);
  return {
    nats: value,
    low: Math.max(0, nats - spread),
    high: Math.max(value, nats + spread),
    bound: 'none',
    warnings: loadWarnings(samples, p + q),
  };
}

/** The same, or undefined where it would be infinite or samples are too few. */
export function finiteGaussianInformation(x: GaussianPart, y: GaussianPart): Measurement | undefined {
  try {
    return gaussianInformation(x, y);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** Whether one determines a linear combination of the other exactly, so that the information is infinite. */
export function determines(x: GaussianPart, y: GaussianPart): boolean {
  return x.samples > x.factor.size + y.factor.size + 2 && finiteGaussianInformation(x, y) === undefined;
}

/**
 * E[ln det of a sample covariance] / 2 less the true one's: sum over i of psi((N-i)/2)/2 + ..., the part that depends
 * on the size.
 */
function logDeterminantBias(samples: number, size: number): number {
  if (!Number.isFinite(samples)) return 0;
  let sum = (size * (Math.log(2) - Math.log(samples - 1))) / 2;
  for (let i = 1; i <= size; i++) sum += digamma((samples - i) / 2) / 2;
  return sum;
}

function requireSamples(samples: number, columns: number): void {
  if (samples > columns + 2) return;
  throw new InputError(
    sentence(
      '{0} samples are too few to estimate the covariance of {1} columns. Use more samples or fewer columns.',
      samples,
      columns,
    ),
  );
}

function loadWarnings(samples: number, columns: number): InformationWarning[] {
  return samples >= 5 * columns ? [] : [warning('covarianceLoad', columns, samples)];
}

/**
 * h(X) in nats of a Gaussian with the samples' covariance, bias corrected; an upper bound for other distributions
 * (maximum entropy).
 * @throws InputError where a column is a combination of others, or samples are too few
 */
export function gaussianEntropy({ samples, dimensions, factor }: GaussianPart): Measurement {
  requireSamples(samples, dimensions);
  if (factor.size < dimensions)
    throw new InputError(
      sentence(
        'Some columns are combinations of others, so the differential entropy is minus infinity. Remove these columns.',
      ),
    );
  const nats =
    (factor.logDeterminant + dimensions * Math.log(2 * Math.PI * Math.E)) / 2 - logDeterminantBias(samples, dimensions);
  const spread = z95 * Math.sqrt(dimensions / (2 * samples));
  return { nats, low: nats - spread, high: nats + spread, bound: 'upper', warnings: loadWarnings(samples, dimensions) };
}

/** L_x^-1 C_xy L_y^-T over kept columns, row-major [p, q]: its singular values are the canonical correlations. */
function whitenedCovariance(
  x: GaussianPart,
  y: GaussianPart,
  cross = crossProduct(x.columns, x.dimensions, y.columns, y.dimensions, x.samples),
): Float64Array {
  for (let i = 0; i < cross.length; i++) cross[i] /= x.samples - 1;
  return whitenedBlock(cross, y.dimensions, x.factor, y.factor);
}

function whitenedBlock(cross: Float64Array, columns: number, x: CholeskyFactor, y: CholeskyFactor): Float64Array {
  const [p, q] = [x.size, y.size];
  const block = new Float64Array(p * q);
  for (let i = 0; i < p; i++) for (let j = 0; j < q; j++) block[i * q + j] = cross[x.kept[i] * columns + y.kept[j]];
  solveLower(x, block, q);
  const transposed = transpose(block, p, q);
  solveLower(y, transposed, p);
  return transpose(transposed, q, p);
}

function transpose(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(matrix.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = matrix[i * columns + j];
  return out;
}

/** ln det(I - K K^T) of a whitened cross covariance K, and the sum of its squared singular values. */
function remainder(whitened: Float64Array, p: number, q: number): { logDeterminant: number; squares: number } {
  // The smaller of K K^T and K^T K has the same non-zero part.
  const [k, size, inner] = p <= q ? [transpose(whitened, p, q), p, q] : [whitened, q, p];
  const gram = crossProduct(k, size, k, size, inner);
  let squares = 0;
  for (let i = 0; i < size; i++) squares += gram[i * size + i];
  for (let i = 0; i < gram.length; i++) gram[i] = -gram[i];
  for (let i = 0; i < size; i++) gram[i * size + i] += 1;
  const { size: rank, logDeterminant } = cholesky(gram, size, 0);
  if (rank < size || logDeterminant < -25 * size) {
    throw new UserError(
      sentence(
        'One variable determines a part of the other exactly, so their mutual information is infinite. Declare ' +
          'noise, or put the states in bins.',
      ),
    );
  }
  return { logDeterminant, squares };
}

/**
 * I(X;Y) in nats of a Gaussian mixture: Y discrete, X Gaussian given Y; h(X) taken as that of a Gaussian with X's
 * covariance (Ince et al. 2017, section 2.4.2), each entropy bias corrected.
 */
export function gaussianInformationWithClasses(x: GaussianPart, y: Symbols): Measurement {
  const { samples } = x;
  const size = x.factor.size;
  const whole = entropyOf(x.columns, x.dimensions, x.factor.kept, null, samples);
  let conditional = 0;
  const members = classMembers(y);
  const small = members.findIndex((rows) => rows.length <= size + 1);
  if (small >= 0) {
    throw new InputError(
      sentence(
        'A class has {0} samples, which are too few to estimate the covariance of {1} columns. Use probe or ross.',
        members[small].length,
        size,
      ),
    );
  }
  // Per-sample log density ratios, for the variance.
  const local = new Float64Array(samples);
  for (const rows of members) {
    const part = entropyOf(x.columns, x.dimensions, x.factor.kept, rows, rows.length);
    conditional += (rows.length / samples) * part.entropy;
    rows.forEach((row, i) => (local[row] = -part.surprise[i]));
  }
  for (let i = 0; i < samples; i++) local[i] += whole.surprise[i];
  const nats = whole.entropy - conditional;
  let mean = 0;
  for (const value of local) mean += value / samples;
  let variance = 0;
  for (const value of local) variance += (value - mean) ** 2 / (samples - 1);
  const parameters = (members.length - 1) * (size + (size * (size + 1)) / 2);
  const spread = z95 * Math.sqrt(variance / samples + parameters / (2 * samples ** 2));
  const value = Math.max(0, nats);
  return {
    nats: value,
    low: Math.max(0, nats - spread),
    high: Math.max(value, nats + spread),
    bound: 'none',
    warnings: loadWarnings(Math.min(...members.map((rows) => rows.length)), size),
  };
}

function classMembers(y: Symbols): Int32Array[] {
  const members = Array.from(y.counts, (count) => new Int32Array(count));
  const filled = new Int32Array(y.alphabet);
  y.codes.forEach((code, i) => (members[code][filled[code]++] = i));
  return members;
}

/**
 * The Gaussian entropy of some rows over the kept columns, bias corrected, and each row's surprise -ln N(x; mean, cov)
 * (both without the 2 pi constant).
 */
function entropyOf(
  columns: Float64Array,
  dimensions: number,
  kept: Int32Array,
  rows: Int32Array | null,
  count: number,
): { entropy: number; surprise: Float64Array } {
  const size = kept.length;
  const chosen = new Float64Array(count * size);
  for (let i = 0; i < count; i++) {
    const row = rows === null ? i : rows[i];
    for (let j = 0; j < size; j++) chosen[i * size + j] = columns[row * dimensions + kept[j]];
  }
  const part = gaussianPart(chosen, count, size);
  if (part.factor.size < size) {
    throw new UserError(
      sentence(
        'Within a class, some columns are constant or depend on each other exactly, so the mutual information ' +
          'is infinite. Declare noise, or use probe.',
      ),
    );
  }
  const transposed = transpose(part.columns, count, size);
  solveLower(part.factor, transposed, count);
  const surprise = new Float64Array(count).fill(part.factor.logDeterminant / 2);
  for (let j = 0; j < size; j++) for (let i = 0; i < count; i++) surprise[i] += transposed[j * count + i] ** 2 / 2;
  return { entropy: part.factor.logDeterminant / 2 - logDeterminantBias(count, size), surprise };
}
