/** A lower triangular factor of the covariance of the kept columns: row-major [size, size]. */
export interface CholeskyFactor {
  readonly factor: Float64Array;
  readonly size: number;
  /** Columns kept, ascending; those left out are linear combinations of kept ones before them. */
  readonly kept: Int32Array;
  /** ln of the determinant of the kept block. */
  readonly logDeterminant: number;
}

/**
 * Cholesky's factor of a positive semi-definite matrix [size, size]; A column whose remaining variance is less than
 * `tolerance` times its variance is left out, so that duplicated columns and exact linear combinations do not matter.
 */
export function cholesky(matrix: ArrayLike<number>, size: number, tolerance = 1e-10): CholeskyFactor {
  const kept: number[] = [];
  const rows: Float64Array[] = [];
  let logDeterminant = 0;
  for (let column = 0; column < size; column++) {
    const row = new Float64Array(kept.length + 1);
    let rest = matrix[column * size + column];
    for (let j = 0; j < kept.length; j++) {
      let sum = matrix[column * size + kept[j]];
      const other = rows[j];
      for (let k = 0; k < j; k++) sum -= row[k] * other[k];
      row[j] = sum / other[j];
      rest -= row[j] * row[j];
    }
    if (!(rest > tolerance * matrix[column * size + column]) || !(rest > 0)) continue;
    row[kept.length] = Math.sqrt(rest);
    logDeterminant += Math.log(rest);
    rows.push(row);
    kept.push(column);
  }
  const factor = new Float64Array(kept.length ** 2);
  rows.forEach((row, i) => factor.set(row, i * kept.length));
  return { factor, size: kept.length, kept: Int32Array.from(kept), logDeterminant };
}

/** Solves L Z = B in place; B is row-major [size, columns]. */
export function solveLower({ factor, size }: CholeskyFactor, b: Float64Array, columns: number): void {
  for (let i = 0; i < size; i++) {
    const row = i * columns;
    for (let k = 0; k < i; k++) {
      const scale = factor[i * size + k];
      if (scale === 0) continue;
      const other = k * columns;
      for (let j = 0; j < columns; j++) b[row + j] -= scale * b[other + j];
    }
    const inverse = 1 / factor[i * size + i];
    for (let j = 0; j < columns; j++) b[row + j] *= inverse;
  }
}

/** Solves L^T Z = B in place; B is row-major [size, columns]. */
export function solveUpper({ factor, size }: CholeskyFactor, b: Float64Array, columns: number): void {
  for (let i = size - 1; i >= 0; i--) {
    const row = i * columns;
    for (let k = i + 1; k < size; k++) {
      const scale = factor[k * size + i];
      if (scale === 0) continue;
      const other = k * columns;
      for (let j = 0; j < columns; j++) b[row + j] -= scale * b[other + j];
    }
    const inverse = 1 / factor[i * size + i];
    for (let j = 0; j < columns; j++) b[row + j] *= inverse;
  }
}
