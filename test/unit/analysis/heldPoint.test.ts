import fc from 'fast-check';
import { expect, it } from 'vitest';
import { heldPoint } from '../../../src/analysis/sweep/heldPoint';
import type { SweepPoint } from '../../../src/analysis/sweep/sweepPoint';

const point: SweepPoint = { beta: 1, rate: 1, rateLow: 0.9, rateHigh: 1.1, rateEstimator: 'prior' };

it('a code that learned nothing has no rate and no relevance below 0', () => {
  const held = heldPoint(
    {
      ...point,
      rate: 0.01,
      rateLow: -0.02,
      rateLower: -0.01,
      relevance: -0.03,
      relevanceLow: -0.1,
      relevanceHigh: -0.01,
    },
    Infinity,
  );
  expect(held).toMatchObject({ rate: 0.01, rateLow: 0, rateLower: 0, relevance: 0, relevanceLow: 0, relevanceHigh: 0 });
});

it('no code tells more of a target than it passes, or than there is', () => {
  const told = { relevance: 1.4, relevanceLow: 1.3, relevanceHigh: 1.5 };
  expect(heldPoint({ ...point, ...told }, Infinity)).toMatchObject({
    relevance: 1,
    relevanceLow: 1,
    relevanceHigh: 1.1,
  });
  expect(heldPoint({ ...point, ...told }, Math.LN2)).toMatchObject({
    relevance: Math.LN2,
    relevanceLow: Math.LN2,
    relevanceHigh: Math.LN2,
  });
});

it('whatever was estimated, all numbers are in order', () => {
  const number = fc.double({ min: -2, max: 5, noNaN: true });
  fc.assert(
    fc.property(number, number, number, number, number, number, number, (rate, low, high, lower, told, from, to) => {
      const held = heldPoint(
        {
          ...point,
          rate,
          rateLow: Math.min(rate, low),
          rateHigh: Math.max(rate, high),
          rateLower: lower,
          relevance: told,
          relevanceLow: Math.min(told, from),
          relevanceHigh: Math.max(told, to),
          sequenceRate: { rate, low: Math.min(rate, low), high: Math.max(rate, high) },
        },
        Math.log(3),
      );
      const { relevance = NaN, relevanceLow = NaN, relevanceHigh = NaN, rateLower = NaN, sequenceRate } = held;
      for (const order of [
        [0, held.rateLow, held.rate, held.rateHigh],
        [0, relevanceLow, relevance, relevanceHigh, Math.log(3)],
        [0, sequenceRate!.low, sequenceRate!.rate, sequenceRate!.high],
        [relevance, held.rate],
        [0, rateLower, held.rateHigh],
      ])
        expect(order).toEqual(order.toSorted((a, b) => a - b));
    }),
  );
});
