import type { GaussianPart } from '../copula/gaussianPart';

/**
 * Whether large deviations of X and Y come together more often than in a Gaussian copula. Compares the correlation of
 * the squared lengths of the score vectors with the value that their covariances imply. A cheap check before a Student
 * copula is fitted.
 */
export function extremesComeTogether(x: GaussianPart, y: GaussianPart): boolean {
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
  return sizes - expected > 4 / Math.sqrt(samples);
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
