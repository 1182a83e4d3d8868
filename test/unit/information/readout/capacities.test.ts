import { expect, test } from 'vitest';
import { Random } from '../../../../src/base/random';
import { linearGaussianInformation } from '../../../../src/information/exact/gaussian/linearGaussian';
import { Breather } from '../../../../src/information/numerics/breather';
import { processingCapacities, readoutOf, stepCapacity } from '../../../../src/information/readout/capacities';
import { countOfProducts, productsOfDegree, type StepValues } from '../../../../src/information/readout/inputFunctions';
import { exceededBy, functionCapacity, linearReadout } from '../../../../src/information/readout/linearReadout';

const breather = (): Breather => new Breather();

/** Inputs of each step, the last first, and states [samples, units] made of each row's inputs. */
function made(
  samples: number,
  length: number,
  draw: (random: Random) => number,
  stateOf: (inputs: readonly number[], random: Random) => number[],
  kind: StepValues['kind'] = 'numbers',
) {
  const random = new Random(5);
  const rows = Array.from({ length: samples }, () => Array.from({ length }, () => draw(random)));
  const states = rows.map((row) => stateOf(row, random));
  const steps = Array.from({ length }, (_, lag): StepValues => {
    const values = Float64Array.from(rows, (row) => row[lag]);
    return { kind, values, samples, dimensions: 1 };
  });
  const readout = readoutOf(Float64Array.from(states.flat()), samples, states[0].length);
  if (!readout) throw new Error('too few rows');
  return { steps, readout };
}

test('the quantile of chi-squared at 1 - 10^-4 is that of the tables, or a little more', () => {
  // R: qchisq(1e-4, c(1, 4, 16, 64), lower.tail = FALSE)
  for (const [degrees, quantile] of [
    [1, 15.1367],
    [4, 23.5127],
    [16, 44.9232],
    [64, 113.4246],
  ]) {
    expect(exceededBy(1e-4, degrees) / quantile).toBeGreaterThan(0.995);
    expect(exceededBy(1e-4, degrees) / quantile).toBeLessThan(1.08);
  }
});

test('memory capacities of a linear reservoir are those of its covariances, and sum to that closed form', async () => {
  const samples = 2000;
  const length = 10;
  const units = 4;
  const noise = 0.01;
  const kernel = [[0.9, -0.5, 0.3, 0.7]];
  const recurrentKernel = [
    [0.6, 0.3, 0, 0.2],
    [-0.3, 0.6, 0.1, 0],
    [0, -0.2, 0.7, 0.1],
    [0.1, 0, -0.1, 0.5],
  ];
  // For one Gaussian number r^2 = 1 - exp(-2 I).
  const exact = linearGaussianInformation({
    kernel,
    recurrentKernel,
    length,
    noiseVariance: noise,
    placement: 'readout',
  }).memory.map((nats) => 1 - Math.exp(-2 * nats));
  const { steps, readout } = made(
    samples,
    length,
    (random) => random.normal(),
    (inputs, random) => {
      let state = new Array<number>(units).fill(0);
      for (const input of [...inputs].reverse())
        state = state.map((_, j) =>
          state.reduce((sum, value, i) => sum + value * recurrentKernel[i][j], input * kernel[0][j]),
        );
      return state.map((value) => value + Math.sqrt(noise) * random.normal());
    },
  );
  let inside = 0;
  steps.forEach((step, lag) => {
    const { value, low, high } = stepCapacity(readout, step);
    // The deviation of r^2 is at most 2 r (1 - r^2) / sqrt(n) < .77/44; three of them.
    expect(Math.abs(value - exact[lag]), `lag ${lag}`).toBeLessThan(0.05);
    if (low <= exact[lag] && exact[lag] <= high) inside++;
  });
  // Each misses one time in twenty: four of ten or more miss with a chance of .1 %.
  expect(inside).toBeGreaterThanOrEqual(length - 3);
  const { ofDegree, total } = await processingCapacities(readout, steps, breather());
  const whole = exact.reduce((sum, value) => sum + value, 0);
  expect(ofDegree[0].low).toBeLessThan(whole);
  expect(ofDegree[0].high).toBeGreaterThan(whole);
  expect(Math.abs(ofDegree[0].value - whole)).toBeLessThan(0.1);
  // Nothing but memory: a linear state of independent Gaussian inputs is uncorrelated with every product, of which
  // one in 10^4 counts by chance, with less than 2 % each.
  for (const { value, counted, functions } of ofDegree.slice(1)) {
    expect(counted).toBeLessThanOrEqual(2 + functions / 1000);
    expect(value).toBeLessThan(0.05);
  }
  expect(total.value).toBeLessThanOrEqual(units);
});

test('a product of two inputs and the third power of one are capacities of degree two and three', async () => {
  const { steps, readout } = made(
    3000,
    5,
    (random) => 2 * random.uniform() - 1,
    // The third Legendre polynomial.
    (inputs) => [inputs[0] * inputs[2], (5 * inputs[1] ** 3 - 3 * inputs[1]) / 2],
  );
  const { ofDegree, total } = await processingCapacities(readout, steps, breather());
  // The inputs' empirical polynomials differ from Legendre's by about 1/sqrt(3000).
  expect(ofDegree.map(({ value }) => value)).toEqual([
    expect.closeTo(0, 1),
    expect.closeTo(1, 1),
    expect.closeTo(1, 1),
    expect.closeTo(0, 1),
    expect.closeTo(0, 1),
  ]);
  expect(total.low).toBeLessThanOrEqual(2);
  expect(total.high).toBeGreaterThan(1.95);
});

test('of symbols, a state that holds a parity has that one function in full', async () => {
  const { steps, readout } = made(
    500,
    4,
    (random) => random.integer(2),
    (inputs) => [(inputs[0] + inputs[1] + inputs[3]) % 2],
    'symbols',
  );
  const { ofDegree, total } = await processingCapacities(readout, steps, breather());
  expect(ofDegree.map(({ degree, functions }) => [degree, functions])).toEqual([
    [1, 4],
    [2, 6],
    [3, 4],
    [4, 1],
  ]);
  expect(ofDegree.map(({ counted }) => counted)).toEqual([0, 0, 1, 0]);
  // The empirical products differ from the exact ones by about 1/n.
  expect(total.value).toBeCloseTo(1, 1);
});

test('a one-hot state of a symbol has all K - 1 functions of it', () => {
  const { steps, readout } = made(
    600,
    2,
    (random) => random.integer(4),
    (inputs) => [0, 1, 2, 3].map((symbol) => (inputs[0] === symbol ? 1 : 0)),
    'symbols',
  );
  expect(readout.rank).toBe(3);
  expect(stepCapacity(readout, steps[0]).value).toBeCloseTo(3, 6);
  expect(stepCapacity(readout, steps[1]).counted).toBe(0);
});

test('of states without any input the capacities are zero in the mean, and none counts', () => {
  const random = new Random(8);
  const [samples, units, draws] = [400, 10, 300];
  const states = Float64Array.from({ length: samples * units }, () => random.normal());
  const readout = linearReadout(states, samples, units);
  let sum = 0;
  let counted = 0;
  for (let draw = 0; draw < draws; draw++) {
    const z = Float64Array.from({ length: samples }, () => (random.uniform() < 0.5 ? -1 : 1));
    const { value, counts } = functionCapacity(readout, z);
    sum += value;
    if (counts) counted++;
  }
  // One has the deviation sqrt(2 units)/samples = .011, the mean of 300 has .00065; the bias would be .025.
  expect(Math.abs(sum / draws)).toBeLessThan(4 * 0.00065);
  expect(counted).toBe(0);
});

test('products are counted and listed alike', () => {
  // Two functions of degree one and one of degree two in each of four steps.
  const counted = countOfProducts([2, 1], 4, 4);
  const degrees = Array.from({ length: 4 }, () => [1, 1, 2]);
  expect(counted).toEqual([1, 2, 3, 4].map((degree) => [...productsOfDegree(degrees, degree)].length));
});
