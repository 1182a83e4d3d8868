import { solveLower, solveUpper } from '../../numerics/cholesky';
import { crossProduct } from '../../numerics/products';
import type { Measurement } from '../../types/measurement';
import { gaussianPart, type GaussianPart } from './gaussianPart';
import { gaussianInformation } from './gaussianInformation';

/**
 * I(X;Y|Z) in nats of jointly Gaussian samples: the information between the residuals of X and of Y on Z, whose
 * correction counts only the samples that the regression leaves (N less the columns of Z).
 * @throws UserError as `gaussianInformation` does
 */
export function conditionalGaussianInformation(x: GaussianPart, y: GaussianPart, z: GaussianPart): Measurement {
  return gaussianInformation(residual(x, z), residual(y, z), z.factor.size);
}

function residual(x: GaussianPart, z: GaussianPart): GaussianPart {
  const { samples, dimensions } = x;
  const size = z.factor.size;
  if (size === 0) return x;
  const cross = crossProduct(z.columns, z.dimensions, x.columns, dimensions, samples);
  const weights = new Float64Array(size * dimensions);
  for (let k = 0; k < size; k++)
    for (let j = 0; j < dimensions; j++)
      weights[k * dimensions + j] = cross[z.factor.kept[k] * dimensions + j] / (samples - 1);
  solveLower(z.factor, weights, dimensions);
  solveUpper(z.factor, weights, dimensions);
  const left = Float64Array.from(x.columns);
  for (let i = 0; i < samples; i++) {
    for (let k = 0; k < size; k++) {
      const value = z.columns[i * z.dimensions + z.factor.kept[k]];
      for (let j = 0; j < dimensions; j++) left[i * dimensions + j] -= value * weights[k * dimensions + j];
    }
  }
  // The residual of a column that Z determines is only rounding.
  for (let j = 0; j < dimensions; j++) {
    let squares = 0;
    for (let i = j; i < left.length; i += dimensions) squares += left[i] ** 2;
    if (squares > 1e-10 * (samples - 1) * x.covariance[j * dimensions + j]) continue;
    for (let i = j; i < left.length; i += dimensions) left[i] = 0;
  }
  return gaussianPart(left, samples, dimensions);
}
