import { expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { betweenBounds } from '../../../../src/information/estimators/known/fromRatios';
import { meanAndVariance } from '../../../../src/information/types/measurement';

/** Limits of a mean of 200 values that follow another measure, whose mean of 0 is estimated from `more` values. */
function limitsOf(seed: number, following: number, more: number): { nats: number; low: number; high: number } {
  const random = new Random(seed);
  const beside = Float64Array.from({ length: 200 }, () => random.normal());
  const own = Math.sqrt(1 - following ** 2);
  const values = beside.map((value) => 3 + following * value + own * random.normal());
  const { mean, variance } = meanAndVariance(Float64Array.from({ length: more }, () => random.normal()));
  const control = new Float64Array(200);
  const both = { lower: values, upper: values, alike: values, control, exact: false };
  return betweenBounds({ ...both, beside: { values: beside, mean, variance: variance / more } });
}

// The variance of the mean is that of the rest, and of what follows where the other mean is as unsure.
it.each([
  [0.95, 20_000],
  [0.95, 400],
  [0.6, 400],
  [0, 400],
])('a mean beside another that it follows by %d has limits of its spread, %d more values', (following, more) => {
  const found = Array.from({ length: 400 }, (_, seed) => limitsOf(seed + 1, following, more));
  // 95 % of 400: three standard errors of that share are 3.3 %.
  const held = found.filter(({ low, high }) => low < 3 && high > 3).length / 400;
  expect(held).toBeGreaterThan(0.95 - 0.033);
  const { variance } = meanAndVariance(Float64Array.from(found, ({ nats }) => nats));
  const least = (1 - following ** 2) / 200 + following ** 2 / (200 + more);
  // The variance of 400 means is within three standard errors, 21 %, of the least there is.
  expect(variance).toBeLessThan(1.21 * least);
});
