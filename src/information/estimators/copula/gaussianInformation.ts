import { UserError } from '../../../base/userError';
import { cholesky } from '../../numerics/cholesky';
import { pacedCrossProduct } from '../../numerics/pacedProducts';
import { crossProduct } from '../../numerics/products';
import type { Breather } from '../../numerics/breather';
import { z95 } from '../../numerics/special';
import type { Measurement } from '../../types/measurement';
import { InfiniteInformation } from '../infiniteInformation';
import { whitenedCovariance, whitenedBlock, transpose } from './whitenedCovariance';
import type { PartLeft } from './exactCombination';
import { logDeterminantBias, requireSamples, loadWarnings } from './covarianceError';
import type { GaussianPart } from './gaussianPart';

/**
 * I(X;Y) in nats of jointly Gaussian samples, corrected for the bias of log determinants (Misra et al. 2005; Ince et
 * al. 2017, eq. 9). Its variance is (sum of squared canonical correlations)/N, plus d_x d_y / 2N^2 where they vanish.
 * @param spent degrees of freedom already used by a regression (its number of columns)
 * @throws UserError where one determines a linear combination of the other, so that the information is infinite
 * @throws InputError where there are no more samples than columns
 */
export function gaussianInformation(x: GaussianPart, y: GaussianPart, spent = 0): Measurement {
  return informationOf(whitenedCovariance(x, y), x.factor.size, y.factor.size, x.samples - spent);
}

/** The same, with pauses for cancellation. @throws as `gaussianInformation` does, CancelledError */
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
  return ofRemainder(remainder(whitened, p, q), p, q, samples);
}

/**
 * The same of what projections of the values themselves leave, where a covariance loses it to rounding: noise below
 * some 1e-6 of the values. All canonical correlations are taken for 1 in the standard error.
 * @throws InputError where there are no more samples than columns
 */
export function gaussianInformationOfPart({ logDeterminant, p, q }: PartLeft, samples: number): Measurement {
  requireSamples(samples, p + q);
  return ofRemainder({ logDeterminant, squares: Math.min(p, q) }, p, q, samples);
}

interface Remainder {
  /** ln det(I - K K^T) of a whitened cross covariance K. */
  readonly logDeterminant: number;
  /** The sum of its squared singular values. */
  readonly squares: number;
}

function ofRemainder({ logDeterminant, squares }: Remainder, p: number, q: number, samples: number): Measurement {
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

/** ln of the least share of a variance that the other variable leaves in any direction; minus infinity for none. */
export function leastLogLeft(x: GaussianPart, y: GaussianPart): number {
  return Math.min(...pivots(whitenedCovariance(x, y), x.factor.size, y.factor.size).logs);
}

/** The log of a part of a variance that rounding to 32 bits alone leaves. */
const leastLogVariance = -25;

/** @throws InfiniteInformation where a direction is determined */
function remainder(whitened: Float64Array, p: number, q: number): Remainder {
  const { logs, squares } = pivots(whitened, p, q);
  // One determined direction makes the whole infinite, however much the others leave.
  if (logs.some((log) => log < leastLogVariance)) throw new InfiniteInformation();
  return { logDeterminant: logs.reduce((sum, log) => sum + log, 0), squares };
}

/** The logs of Cholesky's pivots of I - K K^T, minus infinity for one that is lost, and the trace of K K^T. */
function pivots(whitened: Float64Array, p: number, q: number): { logs: number[]; squares: number } {
  // The smaller of K K^T and K^T K has the same non-zero part.
  const [k, size, inner] = p <= q ? [transpose(whitened, p, q), p, q] : [whitened, q, p];
  const gram = crossProduct(k, size, k, size, inner);
  let squares = 0;
  for (let i = 0; i < size; i++) squares += gram[i * size + i];
  for (let i = 0; i < gram.length; i++) gram[i] = -gram[i];
  for (let i = 0; i < size; i++) gram[i * size + i] += 1;
  const { factor, size: rank } = cholesky(gram, size, 0);
  const logs = Array.from({ length: size }, (_, i) => (i < rank ? 2 * Math.log(factor[i * rank + i]) : -Infinity));
  return { logs, squares };
}
