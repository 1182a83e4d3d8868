import { expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { whitenedFeatures } from '../../../src/information/estimators/probe/features';
import { cholesky } from '../../../src/information/numerics/cholesky';
import { crossProduct } from '../../../src/information/numerics/products';

/** Columns of which every fifth is a multiple of the one before it. */
function columns(samples: number, dimensions: number): Float64Array {
  const random = new Random(dimensions);
  const values = Float64Array.from({ length: samples * dimensions }, () => random.normal());
  for (let at = 4; at < dimensions; at += 5)
    for (let i = 0; i < samples; i++) values[i * dimensions + at] = 2 * values[i * dimensions + at - 1];
  return values;
}

/** Cholesky's factor entry by entry, with the sums in their order; of the columns that are kept. */
function plainFactor(matrix: Float64Array, size: number, tolerance: number): { kept: number[]; rows: number[][] } {
  const kept: number[] = [];
  const rows: number[][] = [];
  for (let column = 0; column < size; column++) {
    const row: number[] = [];
    let rest = matrix[column * size + column];
    for (const [j, other] of kept.entries()) {
      let sum = matrix[column * size + other];
      for (let k = 0; k < j; k++) sum -= row[k] * rows[j][k];
      row.push(sum / rows[j][j]);
      rest -= row[j] * row[j];
    }
    if (rest <= tolerance * matrix[column * size + column]) continue;
    kept.push(column);
    rows.push([...row, Math.sqrt(rest)]);
  }
  return { kept, rows };
}

it.each([1, 2, 5, 8, 23])('four rows of a factor at once are those one by one, of %i columns', (size) => {
  const values = columns(60, size);
  const matrix = crossProduct(values, size, values, size, 60);
  const { factor, kept, size: count } = cholesky(matrix, size);
  const plain = plainFactor(matrix, size, 1e-10);
  expect([...kept]).toEqual(plain.kept);
  expect(count).toBe(size - Math.floor(size / 5));
  for (const [i, row] of plain.rows.entries())
    expect([...factor.subarray(i * count, i * count + i + 1)], `row ${i}`).toEqual(row);
});

it.each([3, 70])('%i columns become uncorrelated, in the order that is asked for', (dimensions) => {
  const samples = 203;
  const values = columns(samples, dimensions);
  const order = Int32Array.from(new Random(1).permutation(samples));
  const { rows, width } = whitenedFeatures(values, samples, dimensions, order);
  const covariance = crossProduct(values, dimensions, values, dimensions, samples).map((sum) => sum / (samples - 1));
  for (let j = 0; j < dimensions; j++) covariance[j * dimensions + j] += 1e-3;
  const { factor } = cholesky(covariance, dimensions, 0);
  order.forEach((from, i) => {
    const row = rows.subarray(i * width, (i + 1) * width);
    expect(row[dimensions]).toBe(1);
    for (let r = 0; r < dimensions; r++) {
      let sum = values[from * dimensions + r];
      for (let k = 0; k < r; k++) sum -= factor[r * dimensions + k] * row[k];
      expect(row[r]).toBe(sum / factor[r * dimensions + r]);
    }
  });
});
