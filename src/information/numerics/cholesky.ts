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
  const kept = new Int32Array(size);
  // Rows of full length, until it is known how many columns are kept.
  const rows = new Float64Array(size * size);
  let count = 0;
  let logDeterminant = 0;
  for (let column = 0; column < size; column++) {
    const row = count * size;
    const variance = matrix[column * size + column];
    let rest = variance;
    for (let j = 0, other = 0; j < count; j++, other += size) {
      let sum = matrix[column * size + kept[j]];
      for (let k = 0; k < j; k++) sum -= rows[row + k] * rows[other + k];
      sum /= rows[other + j];
      rows[row + j] = sum;
      rest -= sum * sum;
    }
    if (!(rest > tolerance * variance) || !(rest > 0)) {
      rows.fill(0, row, row + count);
      continue;
    }
    rows[row + count] = Math.sqrt(rest);
    logDeterminant += Math.log(rest);
    kept[count++] = column;
  }
  const factor = count === size ? rows : new Float64Array(count * count);
  if (count < size) for (let i = 0; i < count; i++) factor.set(rows.subarray(i * size, i * size + count), i * count);
  return { factor, size: count, kept: kept.slice(0, count), logDeterminant };
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
