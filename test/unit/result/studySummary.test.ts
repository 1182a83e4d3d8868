import { expect, it } from 'vitest';
import type { StudyPoint } from '../../../src/result/result';
import { overLevel } from '../../../src/result/studies/robustness/summary';
import { overRepetitions } from '../../../src/result/studySummary';

const points = (values: readonly number[]): StudyPoint[] =>
  values.map((accuracy, i) => ({
    study: 'select',
    method: 'random',
    size: 2,
    repetition: i + 1,
    accuracy,
    loss: accuracy,
    parameters: 10,
  }));

it.each([
  // 97.5 % quantiles of Student's t: 2.776, 2.086, 2.010.
  { count: 5, quantile: 2.776 },
  { count: 21, quantile: 2.086 },
  { count: 50, quantile: 2.01 },
])('the interval of the mean of $count repetitions is that of Student', ({ count, quantile }) => {
  const values = Array.from({ length: count }, (_, i) => i);
  const mean = (count - 1) / 2;
  // The variance of 0 ... n-1 with n-1 in the denominator is n(n+1)/12.
  const error = Math.sqrt((count + 1) / 12);
  const found = overRepetitions(points(values), 'loss');
  expect(found?.value).toBeCloseTo(mean, 9);
  expect(((found?.high ?? NaN) - mean) / error).toBeCloseTo(quantile, 2);
});

it('gives nothing where a point has no such number', () => {
  expect(overRepetitions(points([0.5]), 'information')).toBeUndefined();
});

it('has no interval beyond what the figure can be', () => {
  expect(overRepetitions(points([0.1, 0.9]), 'accuracy')).toMatchObject({ low: 0, high: 1 });
  expect(overRepetitions(points([0.1, 0.9]), 'loss')?.low).toBe(0);
});

it('has no information about a target beyond its entropy, which is information and loss together', () => {
  // A target of one bit: losses of .1, .7 and 1.6 bits leave .9, .3 and 0 bits of information.
  const known = [0.9, 0.3, 0].map((information, i) => ({
    ...points([0.5])[0],
    repetition: i + 1,
    information,
    loss: [0.1, 0.7, 1.6][i],
  }));
  expect(overRepetitions(known, 'information')).toMatchObject({ low: 0, high: 1 });
  const level = { name: 'plain', points: known.map((point) => ({ ...point, name: 'plain' })) };
  expect(overLevel(level, 'information')).toMatchObject({ low: 0, high: 1 });
});
