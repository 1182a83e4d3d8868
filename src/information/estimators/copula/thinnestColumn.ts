import { solveLower } from '../../numerics/cholesky';
import type { GaussianPart } from './gaussianPart';

/**
 * The column of which a linear regression on the others leaves the smallest share of its variance, and that share: 1 /
 * (C_jj (C^-1)_jj), the reciprocal of its variance inflation factor. The covariance has full rank.
 */
export function thinnestColumn({ dimensions, covariance, factor }: GaussianPart): { column: number; left: number } {
  const inverse = new Float64Array(dimensions * dimensions);
  factor.kept.forEach((column, j) => (inverse[j * dimensions + column] = 1));
  solveLower(factor, inverse, dimensions);
  let found = { column: 0, left: Infinity };
  for (let j = 0; j < dimensions; j++) {
    let precision = 0;
    for (let i = 0; i < dimensions; i++) precision += inverse[i * dimensions + j] ** 2;
    const left = 1 / (covariance[j * dimensions + j] * precision);
    if (left < found.left) found = { column: j, left };
  }
  return found;
}
