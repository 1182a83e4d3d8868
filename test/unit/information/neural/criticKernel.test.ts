import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import {
  CriticKernel,
  fromBias,
  fromZero,
  padded,
  type Block,
} from '../../../../src/information/numerics/kernels/criticKernel';

function filled(kernel: CriticKernel, rows: number, columns: number, random: Random): Block {
  const block = kernel.block(rows, columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) kernel.floats[(block.pointer + i * block.row) / 4 + j] = random.normal();
  return block;
}

describe('the critic kernel', () => {
  it.each([
    [1, 1, 1],
    [2, 8, 3],
    [4, 7, 2],
    [7, 9, 5],
    [8, 5, 19],
    [10, 4, 6],
    [11, 2, 256],
    [13, 3, 300],
    [14, 1, 1],
    [6, 16, 257],
  ])('multiplies [%i, k] by [k, %i], k = %i, plain and transposed, with a bias and ReLU', (m, n, k) => {
    const kernel = new CriticKernel();
    const random = new Random(m);
    const [a, b, bias, c] = [
      filled(kernel, m, k, random),
      filled(kernel, k, n, random),
      filled(kernel, 1, n, random),
      kernel.block(m, n),
    ];
    const transposed = kernel.block(k, m);
    for (let i = 0; i < m; i++)
      for (let j = 0; j < k; j++) kernel.floats[(transposed.pointer + j * transposed.row) / 4 + i] = kernel.at(a, i, j);
    const sum = (i: number, j: number) =>
      Array.from({ length: k }, (_, t) => kernel.at(a, i, t) * kernel.at(b, t, j)).reduce((x, y) => x + y, 0);
    // Float32 sums of k unit terms: rounding of about sqrt(k) 1e-7, far below 1e-4.
    kernel.call.product(
      m,
      padded(n),
      k,
      a.pointer,
      a.row,
      4,
      b.pointer,
      b.row,
      c.pointer,
      c.row,
      fromBias,
      bias.pointer,
      1,
    );
    for (let i = 0; i < m; i++)
      for (let j = 0; j < n; j++)
        expect(kernel.at(c, i, j)).toBeCloseTo(Math.max(0, sum(i, j) + kernel.at(bias, 0, j)), 4);
    kernel.call.product(
      m,
      padded(n),
      k,
      transposed.pointer,
      4,
      transposed.row,
      b.pointer,
      b.row,
      c.pointer,
      c.row,
      fromZero,
      0,
      0,
    );
    for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) expect(kernel.at(c, i, j)).toBeCloseTo(sum(i, j), 4);
  });

  it('takes exponentials and softmaxes to float32 precision', () => {
    const kernel = new CriticKernel();
    const t = kernel.block(2, 6);
    [-100, -20, -0.3, 0, 1.5, 60].forEach((value, j) => (kernel.floats[t.pointer / 4 + j] = value));
    [3, 1, -2, 3, 0, 2].forEach((value, j) => (kernel.floats[(t.pointer + t.row) / 4 + j] = value));
    const out = kernel.block(2, 6);
    kernel.call.exponentials(t.pointer, out.pointer, t.row, 1, 8, 1);
    [0, Math.exp(-21), Math.exp(-1.3), Math.exp(-1), Math.exp(0.5), Math.exp(59)].forEach((value, j) => {
      expect(Math.abs(kernel.at(out, 0, j) - value)).toBeLessThanOrEqual(2e-6 * value);
    });
    kernel.call.softmaxRows(t.pointer + t.row, out.pointer + t.row, t.row, 1, 6);
    const total = [3, 1, -2, 3, 0, 2].reduce((sum, value) => sum + Math.exp(value), 0);
    expect(kernel.at(out, 1, 0)).toBeCloseTo(Math.exp(3) / total, 6);
    expect(kernel.at(out, 1, 2)).toBeCloseTo(Math.exp(-2) / total, 6);
  });

  it('computes the same with a helper thread, time and again', async () => {
    const kernel = new CriticKernel();
    const random = new Random(9);
    const [a, b, alone, shared] = [
      filled(kernel, 100, 130, random),
      filled(kernel, 130, 200, random),
      kernel.block(100, 200),
      kernel.block(100, 200),
    ];
    const multiply = (c: Block) =>
      kernel.call.product(100, 200, 130, a.pointer, a.row, 4, b.pointer, b.row, c.pointer, c.row, fromZero, 0, 0);
    const bytes = (c: Block) => Buffer.from(kernel.floats.slice(c.pointer / 4, (c.pointer + 100 * c.row) / 4).buffer);
    multiply(alone);
    kernel.startHelper();
    for (let round = 0; round < 400; round++) {
      kernel.floats.fill(-1, shared.pointer / 4, (shared.pointer + 100 * shared.row) / 4);
      multiply(shared);
      // The padding of the rows is not written.
      for (let i = 0; i < 100; i++)
        kernel.floats.fill(0, (shared.pointer + i * shared.row) / 4 + 200, (shared.pointer + (i + 1) * shared.row) / 4);
      if (!bytes(shared).equals(bytes(alone))) throw new Error(`round ${round} differs`);
      // Long enough for the helper to start, and to fall asleep at times.
      if (round % 20 === 0) await setTimeout(10);
    }
    kernel.close();
  });

  it('steps by Adam as Kingma and Ba say, the same with a helper thread', async () => {
    const kernel = new CriticKernel();
    const random = new Random(3);
    const count = 40_004;
    const blocks = Array.from({ length: 8 }, () => kernel.allocate(count));
    const at = (pointer: number): Float32Array => kernel.floats.subarray(pointer / 4, pointer / 4 + count);
    const [values, gradient, mean, square] = blocks;
    at(values).forEach((_, i, to) => (to[i] = random.normal()));
    at(gradient).forEach((_, i, to) => (to[i] = random.normal()));
    at(square).fill(0.5);
    blocks.slice(4).forEach((copy, b) => at(copy).set(at(blocks[b])));
    const before = Float32Array.from(at(values));
    kernel.call.adam(values, gradient, mean, square, count, 0.1, 1e-3);
    for (const i of [0, 1, 8191, 8192, 8193, 30_000, count - 1]) {
      const g = at(gradient)[i];
      expect(at(values)[i]).toBeCloseTo(
        before[i] - (0.1 * 0.1 * g) / (Math.sqrt(0.999 * 0.5 + 0.001 * g * g) + 1e-3),
        5,
      );
    }
    kernel.startHelper();
    await setTimeout(200);
    kernel.call.adam(blocks[4], blocks[5], blocks[6], blocks[7], count, 0.1, 1e-3);
    for (const b of [0, 2, 3]) expect(Buffer.from(at(blocks[b + 4])).equals(Buffer.from(at(blocks[b])))).toBe(true);
    kernel.close();
  });
});
