import { inverse, Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { Random } from '../../../../src/base/random';
import { Breather } from '../../../../src/information/numerics/breather';
import { fisherMemory } from '../../../../src/information/readout/fisherMemory';

const memoryOf = async (kernel: number[][], recurrent: number[][], length: number) => {
  const found = await fisherMemory(
    { kernel: new Matrix(kernel), recurrentKernel: new Matrix(recurrent) },
    length,
    new Breather(),
  );
  if (!found) throw new Error('no curve');
  return found;
};

const gaussian = (rows: number, columns: number, seed: number): Matrix => {
  const random = new Random(seed);
  return new Matrix(Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.normal())));
};

test('one unit that decays has a geometric curve, which sums to 1 at any length', async () => {
  const r = 0.8;
  for (const length of [1, 6, 50]) {
    const { curve, total } = await memoryOf([[3]], [[r]], length);
    curve.forEach((value, k) => expect(value).toBeCloseTo((r ** (2 * k) * (1 - r ** 2)) / (1 - r ** (2 * length)), 12));
    expect(total).toBeCloseTo(1, 12);
  }
});

test('normal recurrences sum to 1: symmetric ones, rotations, and those that grow', async () => {
  const symmetric = gaussian(6, 6, 1);
  const rotation = [
    [0.6, 0.8, 0],
    [-0.8, 0.6, 0],
    [0, 0, 1.1],
  ];
  for (const [recurrent, kernel] of [
    [Matrix.add(symmetric, symmetric.transpose()).mul(0.15), gaussian(1, 6, 2)],
    [new Matrix(rotation), gaussian(2, 3, 3)],
  ]) {
    expect(
      Matrix.sub(recurrent.mmul(recurrent.transpose()), recurrent.transpose().mmul(recurrent)).norm(),
    ).toBeLessThan(1e-12);
    for (const length of [5, 23])
      expect((await memoryOf(kernel.to2DArray(), recurrent.to2DArray(), length)).total).toBeCloseTo(1, 9);
  }
});

/** A chain that multiplies by the root of `gain` from unit to unit, fed at its first unit. */
const delayLine = (units: number, gain: number): number[][] =>
  Array.from({ length: units }, (_, i) =>
    Array.from({ length: units }, (__, j) => (j === i + 1 ? Math.sqrt(gain) : 0)),
  );
const first = (units: number): number[][] => [Array.from({ length: units }, (_, i) => (i === 0 ? 1 : 0))];

test('a delay line has the curve of Ganguli et al., above 1 and at most its units', async () => {
  const units = 12;
  for (const gain of [0.5, 1, 4]) {
    const { curve, total } = await memoryOf(first(units), delayLine(units, gain), 20);
    curve.forEach((value, k) => {
      let noise = 0;
      for (let m = 0; m <= k; m++) noise += gain ** m;
      expect(value).toBeCloseTo(k < units ? gain ** k / noise : 0, 10);
    });
    expect(total).toBeLessThan(units);
    expect(total).toBeGreaterThan(1);
  }
});

test('it is the Fisher information by the covariance of the state, and all directions share the units', async () => {
  const recurrent = gaussian(4, 4, 7).mul(0.4);
  const kernel = gaussian(1, 4, 8);
  const length = 9;
  const { curve } = await memoryOf(kernel.to2DArray(), recurrent.to2DArray(), length);
  let covariance = Matrix.zeros(4, 4);
  let power = Matrix.eye(4);
  const powers = Array.from({ length }, () => {
    const own = power;
    covariance = Matrix.add(covariance, own.transpose().mmul(own));
    power = own.mmul(recurrent);
    return own;
  });
  const precision = inverse(covariance);
  const alone = kernel.mmul(kernel.transpose()).get(0, 0);
  powers.forEach((own, k) => {
    const moved = kernel.mmul(own);
    expect(curve[k]).toBeCloseTo(moved.mmul(precision).mmul(moved.transpose()).get(0, 0) / alone, 10);
  });
  const every = await memoryOf(Matrix.eye(4).to2DArray(), recurrent.to2DArray(), length);
  // The traces of four directions sum to four, each over its own unit of input.
  expect(every.total).toBeCloseTo(1, 10);
});

test('a layer that reads nothing, or that leaves no digits, has no curve', async () => {
  const nothing = { kernel: Matrix.zeros(1, 2), recurrentKernel: Matrix.eye(2) };
  expect(await fisherMemory(nothing, 5, new Breather())).toBeUndefined();
  const growing = { kernel: gaussian(1, 3, 1), recurrentKernel: gaussian(3, 3, 2).mul(9) };
  expect(await fisherMemory(growing, 40, new Breather())).toBeUndefined();
});
