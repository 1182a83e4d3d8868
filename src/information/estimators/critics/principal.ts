import { crossProduct } from '../../numerics/products';

const turns = 30;

/** Coordinates of the rows along their principal directions. */
export interface PrincipalColumns {
  /** Row-major [samples, width], the direction of the largest variance first. */
  readonly rows: Float64Array;
  readonly width: number;
  /** The share of the variance that they hold. */
  readonly share: number;
}

/** The leading principal directions of columns. */
export interface PrincipalDirections {
  /** Row-major [dimensions, wide], the direction of the largest variance first; those behind `width` are not used. */
  readonly basis: Float64Array;
  readonly wide: number;
  readonly width: number;
  /** The share of the variance that they hold. */
  readonly share: number;
}

/**
 * The leading `count` principal components of centred columns [samples, dimensions], by orthogonal iteration (Golub and
 * Van Loan 2013, section 8.2.4). Fewer where the columns span fewer.
 */
export function principalColumns(
  columns: Float64Array,
  samples: number,
  dimensions: number,
  count: number,
): PrincipalColumns {
  if (dimensions <= count) return { rows: columns, width: dimensions, share: 1 };
  const covariance = crossProduct(columns, dimensions, columns, dimensions, samples);
  const directions = principalDirections(covariance, dimensions, count);
  const { width, share } = directions;
  const rows = new Float64Array(samples * width);
  alongDirections(columns, dimensions, directions, rows);
  return { rows, width, share };
}

/**
 * The leading `count` principal directions, by the covariance of columns or a multiple of it, [dimensions, dimensions].
 */
export function principalDirections(covariance: Float64Array, dimensions: number, count: number): PrincipalDirections {
  let trace = 0;
  for (let j = 0; j < dimensions; j++) trace += covariance[j * dimensions + j];
  // Some more directions than asked for: the last ones converge slowly.
  const wide = Math.min(dimensions, count + 4);
  let basis: Float64Array = new Float64Array(dimensions * wide);
  for (let j = 0; j < dimensions; j++)
    for (let k = 0; k < wide; k++) basis[j * wide + k] = Math.cos((j + 1) * (k + 1) * 1.7) + (j === k ? 1 : 0);
  let sizes = orthonormalise(basis, dimensions, wide);
  for (let turn = 0; turn < turns; turn++) {
    // The matrix is symmetric.
    basis = crossProduct(covariance, dimensions, basis, wide, dimensions);
    sizes = orthonormalise(basis, dimensions, wide);
  }
  let width = 0;
  let held = 0;
  while (width < count && sizes[width] > 1e-9 * trace) held += sizes[width++];
  return { basis, wide, width, share: trace > 0 ? Math.min(1, held / trace) : 1 };
}

/**
 * Writes the coordinates of centred rows [samples, dimensions] along the directions.
 * @param out row-major [samples, width], zeros
 */
export function alongDirections(
  columns: Float64Array,
  dimensions: number,
  { basis, wide, width }: PrincipalDirections,
  out: Float64Array,
): void {
  for (let from = 0, to = 0; from < columns.length; from += dimensions, to += width)
    for (let j = 0; j < dimensions; j++) {
      const value = columns[from + j];
      for (let k = 0; k < width; k++) out[to + k] += value * basis[j * wide + k];
    }
}

/** Gram and Schmidt over the columns of [size, count], in place; returns the lengths they had. */
function orthonormalise(basis: Float64Array, size: number, count: number): Float64Array {
  const lengths = new Float64Array(count);
  // Each column by itself, so that sums read memory in its order.
  const columns = Array.from({ length: count }, (_, k) => {
    const column = new Float64Array(size);
    for (let j = 0, at = k; j < size; j++, at += count) column[j] = basis[at];
    return column;
  });
  for (const [k, column] of columns.entries()) {
    for (let other = 0; other < k; other++) {
      const before = columns[other];
      let dot = 0;
      for (let j = 0; j < size; j++) dot += column[j] * before[j];
      for (let j = 0; j < size; j++) column[j] -= dot * before[j];
    }
    let squares = 0;
    for (let j = 0; j < size; j++) squares += column[j] ** 2;
    lengths[k] = Math.sqrt(squares);
    const scale = squares > 0 ? 1 / lengths[k] : 0;
    for (let j = 0, at = k; j < size; j++, at += count) basis[at] = column[j] *= scale;
  }
  return lengths;
}
