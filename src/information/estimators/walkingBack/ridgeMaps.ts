import { cholesky, solveLower, solveUpper } from '../../numerics/cholesky';
import { crossProduct } from '../../numerics/products';

/** Sums over the rows of one symbol: features by features, and features by targets. */
export interface Sums {
  readonly rows: number;
  readonly gram: Float64Array;
  readonly cross: Float64Array;
}

/** @param features row-major [rows, width], targets [rows, units] */
export function sumsOf(features: Float64Array, width: number, targets: Float64Array, units: number): Sums {
  const rows = features.length / width;
  return {
    rows,
    gram: crossProduct(features, width, features, width, rows),
    cross: crossProduct(features, width, targets, units, rows),
  };
}

export const added = (a: Sums, b: Sums): Sums => ({
  rows: a.rows + b.rows,
  gram: a.gram.map((value, k) => value + b.gram[k]),
  cross: a.cross.map((value, k) => value + b.cross[k]),
});

/**
 * Coefficients [width, units] of a ridge regression on the first `used` features; the others have none. The first
 * feature, the intercept, is not shrunk.
 * @param penalty by row
 */
export function ridgeMap({ rows, gram, cross }: Sums, width: number, units: number, used: number, penalty: number) {
  const matrix = new Float64Array(used * used);
  for (let i = 0; i < used; i++)
    for (let j = 0; j < used; j++) matrix[i * used + j] = gram[i * width + j] + (i === j && i > 0 ? penalty * rows : 0);
  const factor = cholesky(matrix, used);
  const { kept } = factor;
  const solved = new Float64Array(kept.length * units);
  kept.forEach((column, i) => solved.set(cross.subarray(column * units, (column + 1) * units), i * units));
  solveLower(factor, solved, units);
  solveUpper(factor, solved, units);
  const map = new Float64Array(width * units);
  kept.forEach((column, i) => map.set(solved.subarray(i * units, (i + 1) * units), column * units));
  return map;
}

/** Features [rows, width] times a map [width, units]. */
export function mapped(features: Float64Array, width: number, map: Float64Array, units: number): Float64Array {
  const rows = features.length / width;
  const out = new Float64Array(rows * units);
  for (let i = 0; i < rows; i++)
    for (let k = 0; k < width; k++) {
      const value = features[i * width + k];
      for (let j = 0; j < units; j++) out[i * units + j] += value * map[k * units + j];
    }
  return out;
}
