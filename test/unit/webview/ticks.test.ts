import fc from 'fast-check';
import { expect, test } from 'vitest';
import { multiplesBetween } from '../../../webview/painters/ticks';

const valuesOf = (low: number, high: number) => multiplesBetween({ low, high }).map(({ value }) => value);

test('an axis on both sides of zero has its ticks at multiples of a round step', () => {
  expect(valuesOf(-0.6, 1)).toEqual([-0.5, 0, 0.5, 1]);
  expect(valuesOf(-0.05, 2)).toEqual([0, 0.5, 1, 1.5, 2]);
  expect(valuesOf(-2.5, 2.5)).toEqual([-2, -1, 0, 1, 2]);
});

test('zero is among the ticks, which are neither few nor many, whatever the range', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      (below, above) => {
        const ticks = valuesOf(-below, above);
        expect(ticks).toContain(0);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(7);
        expect(ticks.every((tick) => tick >= -below * 1.000001 && tick <= above * 1.000001)).toBe(true);
      },
    ),
  );
});
