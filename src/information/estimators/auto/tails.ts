import { crossProduct } from '../../numerics/products';
import { meanAndVariance } from '../../types/measurement';
import type { GaussianPart } from '../copula/gaussianPart';

/** Standard errors from which on it counts. */
const clear = 4;

/**
 * Whether large deviations of X and Y come together more often than in a Gaussian copula. Compares the correlation of
 * the squared lengths of the score vectors with the value that their covariances imply. A cheap check before a Student
 * copula is fitted.
 */
export const extremesComeTogether = (x: GaussianPart, y: GaussianPart): boolean => tailExcess(x, y) > clear;

/**
 * Whether sizes change from row to row more than in a Gaussian copula: large deviations of X come with large ones of Y,
 * or with small ones, or those of columns of one side with each other.
 */
export const scalesChange = (x: GaussianPart, y: GaussianPart): boolean =>
  Math.abs(tailExcess(x, y)) > clear || spreadExcess(x) > clear || spreadExcess(y) > clear;

/** How much larger the correlation of squared lengths is than in a Gaussian copula, in standard errors. */
function tailExcess(x: GaussianPart, y: GaussianPart): number {
  const { samples } = x;
  const [sx, sy] = [squaredNorms(x), squaredNorms(y)];
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < samples; i++) {
    xy += sx[i] * sy[i];
    xx += sx[i] * sx[i];
    yy += sy[i] * sy[i];
  }
  const sizes = xy / Math.sqrt(xx * yy);
  let cross = 0;
  for (let a = 0; a < x.dimensions; a++) {
    for (let b = 0; b < y.dimensions; b++) {
      let sum = 0;
      for (let i = 0; i < samples; i++) sum += x.columns[i * x.dimensions + a] * y.columns[i * y.dimensions + b];
      cross += (sum / samples) ** 2;
    }
  }
  // Of jointly Gaussian scores the covariance of |x|^2 and |y|^2 is twice the sum of squared covariances.
  const expected = (2 * cross * samples) / Math.sqrt(xx * yy);
  return (sizes - expected) * Math.sqrt(samples);
}

function squaredNorms({ columns, samples, dimensions }: GaussianPart): Float64Array {
  const out = new Float64Array(samples);
  let mean = 0;
  for (let i = 0; i < samples; i++) {
    for (let d = 0; d < dimensions; d++) out[i] += columns[i * dimensions + d] ** 2;
    mean += out[i] / samples;
  }
  for (let i = 0; i < samples; i++) out[i] -= mean;
  return out;
}

/**
 * How much more the squared length of the scores varies than in a Gaussian of the same covariance C, where its variance
 * is 2 tr C^2, in standard errors. Of a single column it says nothing, as scores have the normal law by construction.
 */
function spreadExcess(part: GaussianPart): number {
  const { samples, dimensions, columns } = part;
  if (dimensions === 1) return 0;
  const squares = squaredNorms(part).map((length) => length * length);
  const { mean, variance } = meanAndVariance(squares);
  const covariance = crossProduct(columns, dimensions, columns, dimensions, samples);
  const gaussian = (2 * covariance.reduce((sum, entry) => sum + entry * entry, 0)) / samples ** 2;
  return (mean - gaussian) / Math.sqrt(variance / samples);
}
