import { expect, test } from 'vitest';
import type { Axis } from '../../../webview/model/chartData';
import { AxisMemory } from '../../../webview/painters/axisMemory';

test.each<[string, Pick<Axis, 'low' | 'high' | 'log'>]>([
  ['far from zero', { low: 2.19, high: 2.57 }],
  ['below zero', { low: -2.57, high: -2.19 }],
  ['on both sides', { low: -0.1, high: 2.2 }],
  ['positions of logarithms', { low: 1.48, high: 2.08, log: true }],
])('an axis holds all data: %s', (_, { low, high, log }) => {
  const span = new AxisMemory().span('y', { label: 'loss', low, high, ...(log && { log }) });
  expect(span.low).toBeLessThan(low);
  expect(span.high).toBeGreaterThan(high);
});

test('an axis from zero begins there, and ends on a round number', () => {
  expect(new AxisMemory().span('y', { label: 'bits', low: 0, high: 3.6 })).toEqual({ low: 0, high: 4 });
});
