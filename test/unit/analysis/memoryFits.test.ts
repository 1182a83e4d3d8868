import { expect, test } from 'vitest';
import { Random } from '../../../src/base/random';
import { memoryFits } from '../../../src/analysis/measures/memory/memoryFits';
import { withNulls } from '../../../src/analysis/measures/memory/shuffledNull';
import { ResultIndex } from '../../../src/result/resultIndex';
import type { NatsEstimate } from '../../../src/analysis/measures/natsEstimate';
import { fakeResult } from '../../../webview/fake/result';
import { type Bounded, estimate, memoryOf } from '../../support/results';

type Plain = Omit<Bounded, 'reason' | 'warnings'>;

const of = (partial: Partial<Plain>): Plain =>
  estimate({ quantity: 'memory', source: 'X', target: 'h', epoch: 3, value: 1, bound: 'lower', ...partial });
const lags = (values: number[], more: Partial<Plain> = {}): Plain[] =>
  memoryOf('h', values, { epoch: 3, bound: 'lower', ...more });
const wide = (values: number[]): Plain[] => memoryOf('h', values, { epoch: 3, bound: 'lower', half: 1.96 * 0.02 });
const none = (high: number): Plain => of({ quantity: 'memoryNull', value: 0, low: -high, high });

test('the horizon ends the first run of consecutive lags that stand above the shuffled baseline', () => {
  expect(memoryFits([...lags([1, 1, 0.04, 0.5, 0.03, 0.01]), none(0.05)])).toMatchObject([
    {
      layer: 'h',
      epoch: 3,
      horizon: 1,
      runs: [
        { from: 0, to: 1 },
        { from: 3, to: 3 },
      ],
    },
  ]);
  expect(memoryFits([...lags([0.01, 0, 0, 1, 0]), none(0.05)])).toMatchObject([
    { horizon: 3, runs: [{ from: 3, to: 3 }] },
  ]);
  expect(memoryFits([...lags([1, 1, 1]), none(0.05)])).toMatchObject([{ horizon: 2, open: true }]);
  expect(memoryFits([...lags([0.01, 0.03, 0]), none(0.05)])).toMatchObject([{ horizon: 'none' }]);
  expect(memoryFits(lags([1, 1]))[0]).not.toHaveProperty('horizon');
});

test('a lag that reads 0.00 is none at which memory is found again, however small its interval is', () => {
  const sure = memoryOf('h', [1, 1, 0, 0.0008, 0, 0.0003], { epoch: 3, bound: 'lower', half: 1e-5 });
  expect(memoryFits([...sure, none(1e-5)])[0].runs).toEqual([{ from: 0, to: 1 }]);
});

test('of dozens of lags without memory none is said to stand out', () => {
  // Readings of noise: a spread of .02 around 0, with the interval that such an estimate has.
  const random = new Random(5);
  const independent = Array.from({ length: 400 }, () => {
    const values = Array.from({ length: 40 }, () => 0.02 * random.normal());
    return memoryFits([...wide(values), none(2.262 * Math.sqrt(1.1) * 0.02)])[0].horizon;
  });
  // Holm: some lag stands out in at most 2.5 % of such curves. Three standard errors of 400 draws are .023 more.
  expect(independent.filter((horizon) => horizon !== 'none').length / 400).toBeLessThan(0.049);
});

test('one lag by chance does not lengthen a memory, nor enter its law', () => {
  const values = Array.from({ length: 161 }, (_, lag) => (lag < 10 ? 2 * Math.exp(-lag / 4) : 0));
  values[160] = 0.06;
  const [fit] = memoryFits([...lags(values), none(0.05)]);
  expect(fit.horizon).toBe(9);
  expect(fit.open).toBeUndefined();
  expect(fit.law).toMatchObject({ kind: 'exponential', to: 9 });
});

test('each layer has its own, of the last step and of the main estimator alone', () => {
  const found = memoryFits([
    ...lags([1, 1]),
    ...lags([1, 1, 1, 1], { time: 9 }),
    ...lags([1, 1, 1], { beside: 'binning' }),
    ...lags([1, 0], { target: 'z' }),
    none(0.1),
  ]);
  expect(found).toMatchObject([{ layer: 'h', horizon: 1 }, { layer: 'z' }]);
});

test('a law is fitted above the shuffled baseline alone', () => {
  const [{ law }] = memoryFits([...lags(Array.from({ length: 20 }, (_, lag) => 2 * Math.exp(-lag / 3))), none(0.1)]);
  expect(law).toMatchObject({ kind: 'exponential', from: 1, to: 7 });
  expect(law?.parameter).toBeCloseTo(3, 6);
});

test('shuffled pairings become one estimate per layer, with the interval of a further one', () => {
  const reading = (value: number, target = 'h'): NatsEstimate => of({ quantity: 'memoryNull', value, target, lag: 2 });
  const [kept, null1, null2] = withNulls([
    reading(0.1),
    of({ lag: 1 }),
    reading(0.2),
    reading(0.3, 'z'),
    reading(0.3),
    reading(0.3, 'z'),
  ]);
  expect(kept).toMatchObject({ quantity: 'memory', lag: 1 });
  // Mean .2, standard deviation .1, t at two degrees of freedom 4.302653: .2 +- 4.302653 * .1 * sqrt(4/3).
  expect(null1.value).toBeCloseTo(0.2, 12);
  expect(null1.high).toBeCloseTo(0.2 + 0.4302653 * Math.sqrt(4 / 3), 6);
  expect(null1).not.toHaveProperty('lag');
  expect(null2).toMatchObject({ target: 'z', value: 0.3 });
});

test('memory is that of the last step, even where every step was requested', () => {
  const estimates = [...lags([1, 0.5], { time: 2 }), ...lags([0.9, 0.4, 0.2], { time: 3 })];
  const index = new ResultIndex({ ...fakeResult({ layers: 1 }), estimates });
  expect(index.of('memory', 'h').map(({ value }) => value)).toEqual([0.9, 0.4, 0.2]);
});

test('lags that are summed over all histories are held to no baseline of a few samples', () => {
  const summed = lags([1, 0.3, 0.2, 0], { histories: 81 });
  expect(memoryFits([...summed, none(0.5)])).toMatchObject([{ horizon: 2 }]);
  expect(memoryFits([...lags([1, 0.3, 0.2, 0]), none(0.5)])).toMatchObject([{ horizon: 0 }]);
});

test('no law is fitted to lower bounds whose upper ends say that nothing may be lost', () => {
  const values = Array.from({ length: 8 }, (_, lag) => 2 * Math.exp(-lag / 3));
  const [closed] = memoryFits([...lags(values), none(0.01)]);
  const open = lags(values).map((lag, i) => (i < 3 ? lag : { ...lag, bound: 'lower' as const, high: 2 }));
  const [fit] = memoryFits([...open, none(0.01)]);
  expect(closed.law).toBeDefined();
  expect(fit.law).toBeUndefined();
  expect(fit.horizon).toBe(closed.horizon);
});

test('a whole state has a fit of its own beside that of the output, under the name of the state', () => {
  const [more, less] = [
    [1, 1, 1, 0.5],
    [1, 0.01, 0, 0],
  ].map((values) => [...lags(values), none(0.05)]);
  const estimates = [...less, ...more.map((one) => ({ ...one, variable: 'state' as const }))];
  const fits = memoryFits(estimates);
  expect(fits).toMatchObject([
    { layer: 'h', horizon: 0 },
    { layer: 'h', variable: 'state', horizon: 3 },
  ]);
  const index = new ResultIndex({ ...fakeResult(), estimates, fits });
  expect(index.fit('h', 3)).toBe(fits[0]);
  expect(index.fit('h (state)', 3)).toBe(fits[1]);
});
