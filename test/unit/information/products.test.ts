import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { ranks } from '../../../src/information/estimators/copula/normalScores';
import { argsort } from '../../../src/information/numerics/argsort';
import { cholesky, solveLower, solveUpper } from '../../../src/information/numerics/cholesky';
import { pacedCrossProduct } from '../../../src/information/numerics/pacedProducts';
import { crossProduct } from '../../../src/information/numerics/products';
import { Breather } from '../../../src/information/numerics/breather';
import { normals } from './samplers';

function plainProduct(a: Float64Array, p: number, b: Float64Array, q: number, samples: number): number[] {
  return Array.from({ length: p * q }, (_, at) => {
    let sum = 0;
    for (let n = 0; n < samples; n++) sum += a[n * p + Math.floor(at / q)] * b[n * q + (at % q)];
    return sum;
  });
}

describe('products of columns', () => {
  it('agree with the definition at every size, by the kernel or without it, with breaths or without', async () => {
    const random = new Random(1);
    for (const [p, q, samples] of [
      [1, 1, 1],
      [1, 7, 300],
      [3, 5, 257],
      [4, 4, 2000],
      [6, 9, 1000],
      [17, 8, 513],
      [64, 33, 300],
    ]) {
      const a = normals(random, p * samples);
      const b = normals(random, q * samples);
      for (const [right, width] of [
        [b, q],
        [a, p],
      ] as const) {
        const expected = plainProduct(a, p, right, width, samples);
        const products = [
          crossProduct(a, p, right, width, samples),
          await pacedCrossProduct(a, p, right, width, samples, new Breather()),
        ];
        for (const product of products) product.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 8));
      }
    }
  });
});

describe('argsort', () => {
  const numbers = fc.array(
    fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: -3, max: 3 }),
      fc.constantFrom(0, -0, 1, 1 + 1e-12, -1e-300),
    ),
    { maxLength: 80 },
  );

  it('sorts, whatever the signs, sizes and ties', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const column = Float64Array.from(values);
        const order = argsort(column);
        expect([...order].sort((a, b) => a - b)).toEqual(values.map((_, i) => i));
        for (let i = 1; i < order.length; i++) expect(column[order[i - 1]]).toBeLessThanOrEqual(column[order[i]]);
      }),
    );
  });

  it.each(['normal', 'tanh', 'cauchy', 'huge', 'crowded'])('equals a stable sort by comparison: %s', (kind) => {
    const random = new Random(5).fork(kind);
    const draw = (): number => {
      if (kind === 'tanh') return Math.fround(Math.tanh(2 * random.normal()));
      if (kind === 'cauchy') return random.normal() / random.normal();
      if (kind === 'huge') return 1.7e308 * (2 * random.uniform() - 1);
      return kind === 'crowded' ? 1 + 1e-9 * random.integer(9) : random.normal();
    };
    for (const count of [1, 2, 100, 1000]) {
      const column = Float64Array.from({ length: count }, draw);
      expect([...argsort(column)]).toEqual(Array.from(column.keys()).sort((a, b) => column[a] - column[b]));
    }
  });

  it('gives ranks that share ties and sum to N(N+1)/2', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const given = ranks(Float64Array.from(values));
        expect(given.reduce((sum, rank) => sum + rank, 0)).toBeCloseTo((values.length * (values.length + 1)) / 2, 8);
        values.forEach((value, i) =>
          values.forEach((other, j) => {
            if (value === other) expect(given[i]).toBe(given[j]);
            else expect(given[i] < given[j]).toBe(value < other);
          }),
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe('cholesky', () => {
  it('factors, solves, and leaves out what depends on columns before', () => {
    const random = new Random(3);
    const size = 5;
    const rows = normals(random, 40 * size);
    for (let i = 0; i < 40; i++) rows[i * size + 3] = rows[i * size] - 2 * rows[i * size + 1];
    const gram = crossProduct(rows, size, rows, size, 40);
    const factored = cholesky(gram, size);
    expect([...factored.kept]).toEqual([0, 1, 2, 4]);
    const block = Array.from(
      { length: 16 },
      (_, at) => gram[factored.kept[Math.floor(at / 4)] * size + factored.kept[at % 4]],
    );
    const solution = Float64Array.of(1, -2, 3, 0.5);
    const right = Float64Array.from({ length: 4 }, (_, i) =>
      solution.reduce((sum, value, j) => sum + block[i * 4 + j] * value, 0),
    );
    solveLower(factored, right, 1);
    solveUpper(factored, right, 1);
    right.forEach((value, i) => expect(value).toBeCloseTo(solution[i], 8));
  });
});
