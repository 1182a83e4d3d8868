import { expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { halved } from '../../../../src/information/numerics/halved';

it('cuts rows into groups that lie together, each row once, and mixes no groups that are given', () => {
  const random = new Random(1);
  const [count, width, most] = [500, 3, 16];
  // One column takes few values, so that medians have ties.
  const rows = Float64Array.from({ length: count * width }, (_, at) =>
    at % width === 2 ? 5 * random.integer(3) : random.normal(),
  );
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const { starts } = halved(rows, width, most, order, [0, 100, 100, count]);
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
  expect([...order.subarray(0, 100)].every((row) => row < 100)).toBe(true);
  expect([...starts]).toContain(100);
  expect([starts[0], starts[starts.length - 1]]).toEqual([0, count]);
  let within = 0;
  for (let g = 1; g < starts.length; g++) {
    const group = order.subarray(starts[g - 1], starts[g]);
    expect(group.length).toBeGreaterThan(0);
    expect(group.length).toBeLessThanOrEqual(most);
    const mean = group.reduce((sum, row) => sum + rows[row * width + 2], 0) / group.length;
    for (const row of group) within += (rows[row * width + 2] - mean) ** 2 / count;
  }
  // The widest column has a variance of 50 / 3 before; two cuts along it leave little.
  expect(within).toBeLessThan(2);
});

it('leaves rows that are all alike in groups of the size asked for', () => {
  const { starts } = halved(
    new Float64Array(64),
    1,
    8,
    Int32Array.from({ length: 64 }, (_, i) => i),
  );
  expect([...starts]).toEqual([0, 8, 16, 24, 32, 40, 48, 56, 64]);
});
