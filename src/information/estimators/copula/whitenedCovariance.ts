import { solveLower, type CholeskyFactor } from '../../numerics/cholesky';
import { crossProduct } from '../../numerics/products';
import type { GaussianPart } from './gaussianPart';

/** L_x^-1 C_xy L_y^-T over kept columns, row-major [p, q]: its singular values are the canonical correlations. */
export function whitenedCovariance(
  x: GaussianPart,
  y: GaussianPart,
  cross = crossProduct(x.columns, x.dimensions, y.columns, y.dimensions, x.samples),
): Float64Array {
  for (let i = 0; i < cross.length; i++) cross[i] /= x.samples - 1;
  return whitenedBlock(cross, y.dimensions, x.factor, y.factor);
}

export function whitenedBlock(
  cross: Float64Array,
  columns: number,
  x: CholeskyFactor,
  y: CholeskyFactor,
): Float64Array {
  const [p, q] = [x.size, y.size];
  const block = new Float64Array(p * q);
  for (let i = 0; i < p; i++) for (let j = 0; j < q; j++) block[i * q + j] = cross[x.kept[i] * columns + y.kept[j]];
  solveLower(x, block, q);
  const transposed = transpose(block, p, q);
  solveLower(y, transposed, p);
  return transpose(transposed, q, p);
}

export function transpose(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(matrix.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = matrix[i * columns + j];
  return out;
}
