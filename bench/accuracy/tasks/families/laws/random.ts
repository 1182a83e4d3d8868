import { Matrix, QrDecomposition } from 'ml-matrix';
import { Random } from '../../../../../src/base/random';

/** Fixed normal vectors: centres of clusters. */
export function centres(seed: number, count: number, dimensions: number, spread: number): number[][] {
  const random = new Random(seed).fork('centres');
  return Array.from({ length: count }, () => Array.from({ length: dimensions }, () => spread * random.normal()));
}

/** A fixed random rotation. */
export function rotation(seed: number, dimensions: number): Matrix {
  return new QrDecomposition(new Matrix(centres(seed, dimensions, dimensions, 1))).orthogonalMatrix;
}

/** Rows moved into the first columns of a larger space, then rotated. */
export function embedded(rows: readonly (readonly number[])[], dimensions: number, seed: number): number[][] {
  const turn = rotation(seed, dimensions);
  return rows.map((row) =>
    Array.from({ length: dimensions }, (_, d) => row.reduce((sum, value, e) => sum + value * turn.get(e, d), 0)),
  );
}
