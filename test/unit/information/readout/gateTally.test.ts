import { expect, test } from 'vitest';
import { Random } from '../../../../src/base/random';
import { GateTally } from '../../../../src/information/readout/gateTally';

test('a gate that is always .9 keeps e^-1 after -1/ln .9 steps, with no spread', () => {
  const tally = new GateTally({ columns: 2, isShare: true, keeps: 'value' }, 3);
  for (let sequence = 0; sequence < 5; sequence++) {
    for (let time = 0; time < 3; time++) tally.read(Float64Array.of(0.5, 0.9, 0.9), 1, time);
    tally.endSequence();
  }
  const all = tally.ofAll();
  expect(all?.mean).toMatchObject({ sequences: 5 });
  expect(all?.mean.value).toBeCloseTo(0.9, 12);
  expect(all?.spread).toBeLessThan(1e-7);
  expect(all?.timeConstant?.value).toBeCloseTo(-1 / Math.log(0.9), 9);
  expect(all?.timeConstant?.high).toBeCloseTo(-1 / Math.log(0.9), 6);
});

test('what a gate leaves of 1 is kept where the equations have it so', () => {
  const tally = new GateTally({ columns: 1, isShare: true, keeps: 'rest' }, 1);
  tally.read(Float64Array.of(0.25), 0, 0);
  tally.endSequence();
  expect(tally.ofAll()?.timeConstant?.value).toBeCloseTo(-1 / Math.log(0.75), 12);
});

test('shares near 0 and near 1 are those of single values, and their intervals have a width', () => {
  const tally = new GateTally({ columns: 4, isShare: true }, 1);
  for (let sequence = 0; sequence < 40; sequence++) {
    tally.read(Float64Array.of(0.05, 0.5, 0.95, 0.99), 0, 0);
    tally.endSequence();
  }
  const found = tally.atStep(0);
  expect(found?.closed?.value).toBeCloseTo(0.25, 12);
  expect(found?.open?.value).toBeCloseTo(0.5, 12);
  expect(tally.ofColumn(0)).toMatchObject({ closed: { value: 1, high: 1 }, open: { value: 0, low: 0 } });
  expect(tally.ofColumn(0)?.closed?.low).toBeLessThan(0.99);
  expect(found?.timeConstant).toBeUndefined();
  expect(found?.spread).toBeCloseTo(Math.sqrt((0.05 ** 2 + 0.5 ** 2 + 0.95 ** 2 + 0.99 ** 2) / 4 - 0.6225 ** 2), 12);
});

test('steps that a sequence does not have, and numbers that are none, count nowhere', () => {
  const tally = new GateTally({ columns: 1, isShare: true }, 2);
  tally.read(Float64Array.of(NaN), 0, 0);
  tally.read(Float64Array.of(0.5), 0, 1);
  tally.endSequence();
  expect(tally.atStep(0)).toBeUndefined();
  expect(tally.ofAll()?.mean.value).toBe(0.5);
});

test('95 % intervals of means over sequences of dependent steps hold the true mean', () => {
  const random = new Random(5);
  let held = 0;
  const trials = 400;
  for (let trial = 0; trial < trials; trial++) {
    const tally = new GateTally({ columns: 1, isShare: true, keeps: 'value' }, 10);
    for (let sequence = 0; sequence < 50; sequence++) {
      // One value for all steps of a sequence: ten copies are one sample.
      const value = random.uniform();
      for (let time = 0; time < 10; time++) tally.read(Float64Array.of(value), 0, time);
      tally.endSequence();
    }
    // E ln f = -1 of a uniform f.
    const { low, high } = tally.ofAll()?.timeConstant ?? { low: NaN, high: NaN };
    const mean = tally.ofAll()?.mean;
    if (low <= 1 && 1 <= high && mean && mean.low <= 0.5 && 0.5 <= mean.high) held++;
  }
  // Two intervals at once, each of 95 %: at least 90 %, less three standard errors of 400 trials.
  expect(held / trials).toBeGreaterThan(0.9 - 3 * Math.sqrt((0.9 * 0.1) / trials));
});
