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
  const four = new Float64Array(4 * size);
  let count = 0;
  let logDeterminant = 0;
  for (let first = 0; first < size; first += 4) {
    const before = count;
    fourRows(matrix, size, first, rows, kept, before, four);
    for (let column = first; column < Math.min(size, first + 4); column++) {
      const row = count * size;
      const variance = matrix[column * size + column];
      let rest = variance;
      for (let j = 0, at = column - first; j < before; j++, at += 4) {
        rows[row + j] = four[at];
        rest -= four[at] * four[at];
      }
      for (let j = before; j < count; j++) {
        const other = j * size;
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
  }
  const factor = count === size ? rows : new Float64Array(count * count);
  if (count < size) for (let i = 0; i < count; i++) factor.set(rows.subarray(i * size, i * size + count), i * count);
  return { factor, size: count, kept: kept.slice(0, count), logDeterminant };
}

/**
 * The first `count` numbers of four rows of the factor, those of the columns from `first` on, into `four` [count, 4]:
 * sums that do not wait for each other, each in its one order.
 */
function fourRows(
  matrix: ArrayLike<number>,
  size: number,
  first: number,
  rows: Float64Array,
  kept: Int32Array,
  count: number,
  four: Float64Array,
): void {
  const [one, two, three] = [1, 2, 3].map((next) => Math.min(size - 1, first + next));
  for (let j = 0; j < count; j++) {
    const column = kept[j];
    let a = matrix[first * size + column];
    let b = matrix[one * size + column];
    let c = matrix[two * size + column];
    let d = matrix[three * size + column];
    let other = j * size;
    const end = 4 * j;
    for (let at = 0; at < end; at += 4, other++) {
      const weight = rows[other];
      a -= weight * four[at];
      b -= weight * four[at + 1];
      c -= weight * four[at + 2];
      d -= weight * four[at + 3];
    }
    const own = rows[other];
    four[end] = a / own;
    four[end + 1] = b / own;
    four[end + 2] = c / own;
    four[end + 3] = d / own;
  }
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
