import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { expect, test } from 'vitest';
import { Random } from '../../../../src/base/random';
import { Breather } from '../../../../src/information/numerics/breather';
import { effectiveStateSizes } from '../../../../src/information/readout/effectiveStateSize';

const sizesOf = async (kernel: Matrix, recurrentKernel: Matrix, length: number) => {
  const times = Array.from({ length: length - 1 }, (_, i) => i + 1);
  return (await effectiveStateSizes({ kernel, recurrentKernel }, length, times, new Breather())) ?? [];
};

/** exp of the entropy of numbers over their sum. */
function effective(values: readonly number[]): number {
  const sum = values.reduce((a, b) => a + b, 0);
  return Math.exp(values.reduce((total, value) => total - (value / sum) * Math.log(value / sum), 0));
}

test('a delay line holds as many inputs as it still has places for', async () => {
  const [units, length] = [5, 12];
  const line = Matrix.zeros(units, units);
  for (let i = 0; i + 1 < units; i++) line.set(i, i + 1, 1);
  const kernel = Matrix.zeros(1, units);
  kernel.set(0, 0, 1);
  for (const { time, rank, entropy } of await sizesOf(kernel, line, length)) {
    // An input at place p is seen by units - p states to come, if there are as many.
    const values = Array.from({ length: Math.min(time, units - 1) }, (_, i) =>
      Math.sqrt(Math.min(units - 1 - i, length - time)),
    );
    expect(rank).toBe(values.length);
    expect(entropy).toBeCloseTo(effective(values), 9);
  }
});

test('units that decay alike are one direction, and a state that is forgotten is none', async () => {
  const kernel = new Matrix([[1, 2, -1]]);
  for (const { rank, entropy } of await sizesOf(kernel, Matrix.eye(3).mul(0.9), 6)) {
    expect(rank).toBe(1);
    expect(entropy).toBeCloseTo(1, 12);
  }
  for (const { rank, entropy } of await sizesOf(kernel, Matrix.zeros(3, 3), 6)) expect([rank, entropy]).toEqual([0, 0]);
});

test('it is the rank and the entropy of the map from past inputs to later states', async () => {
  const random = new Random(9);
  const drawn = (rows: number, columns: number): Matrix =>
    new Matrix(Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.normal())));
  const [kernel, recurrent, length] = [drawn(2, 4), drawn(4, 4).mul(0.4), 7];
  const power = (n: number): Matrix =>
    Array.from({ length: n }).reduce<Matrix>((p) => p.mmul(recurrent), Matrix.eye(4));
  for (const { time, rank, entropy } of await sizesOf(kernel, recurrent, length)) {
    const map = Matrix.zeros(2 * time, 4 * (length - time));
    for (let from = 1; from <= time; from++)
      for (let to = time + 1; to <= length; to++)
        map.setSubMatrix(kernel.mmul(power(to - from)), 2 * (from - 1), 4 * (to - time - 1));
    const singular = new SingularValueDecomposition(map, { autoTranspose: true }).diagonal;
    const kept = singular.filter((value) => value > 1e-4 * singular[0]);
    expect(rank).toBe(kept.length);
    expect(entropy).toBeCloseTo(effective(kept), 6);
  }
});

test('without finite Gramians there is no size', async () => {
  const growing = { kernel: new Matrix([[1]]), recurrentKernel: new Matrix([[1e200]]) };
  expect(await effectiveStateSizes(growing, 9, [4], new Breather())).toBeUndefined();
});
