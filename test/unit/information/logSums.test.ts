import { expect, test } from 'vitest';
import { logMeanExp, logSumExp } from '../../../src/information/numerics/logSums';

test('sums and means of exponentials, where they would overflow too', () => {
  const logs = [Math.log(1), Math.log(2), Math.log(5)];
  expect(logSumExp(logs)).toBeCloseTo(Math.log(8), 14);
  expect(logMeanExp(logs)).toBeCloseTo(Math.log(8 / 3), 14);
  const far = Float64Array.from(logs, (log) => log + 1000);
  expect(logSumExp(far)).toBeCloseTo(1000 + Math.log(8), 12);
  expect(logMeanExp(far.map((log) => log - 2000))).toBeCloseTo(-1000 + Math.log(8 / 3), 12);
});

test('of nothing but impossible cases, -Infinity', () => {
  expect(logSumExp([-Infinity, -Infinity])).toBe(-Infinity);
  expect(logMeanExp([-Infinity, -Infinity])).toBe(-Infinity);
  expect(logSumExp([])).toBe(-Infinity);
});
