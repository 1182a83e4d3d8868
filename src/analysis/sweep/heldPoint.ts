import type { SweepPoint } from './sweepPoint';

/**
 * A point of a curve inside what theorems allow. No information is below 0 (Cover and Thomas 2006, theorem 2.6.3).
 * I(Z;Y) <= I(X;Z) <= the rate (theorem 2.8.1; Alemi et al. 2017, equation 14), and I(Z;Y) <= H(Y): the relevance is
 * estimated apart from the rate, and may come out above either.
 * @param targetEntropy H(Y), or the log of its symbols, nats; infinite where nothing bounds it
 */
export function heldPoint(point: SweepPoint, targetEntropy: number): SweepPoint {
  const rate = inOrder(point.rateLow, point.rate, point.rateHigh, Infinity);
  const { rateLower, relevance, relevanceLow, relevanceHigh, sequenceRate } = point;
  const held: SweepPoint = {
    ...point,
    rateLow: rate.low,
    rate: rate.value,
    rateHigh: rate.high,
    ...(rateLower !== undefined && { rateLower: Math.min(Math.max(0, rateLower), rate.high) }),
    ...(sequenceRate && { sequenceRate: sequenceRateOf(sequenceRate) }),
  };
  if (relevance === undefined) return held;
  const most = Math.min(rate.value, targetEntropy);
  const told = inOrder(relevanceLow ?? 0, relevance, relevanceHigh ?? Infinity, most);
  return {
    ...held,
    relevance: told.value,
    ...(relevanceLow !== undefined && { relevanceLow: told.low }),
    ...(relevanceHigh !== undefined && {
      relevanceHigh: Math.max(told.value, Math.min(told.high, rate.high, targetEntropy)),
    }),
  };
}

function sequenceRateOf({ rate, low, high }: NonNullable<SweepPoint['sequenceRate']>): SweepPoint['sequenceRate'] {
  const held = inOrder(low, rate, high, Infinity);
  return { rate: held.value, low: held.low, high: held.high };
}

/** 0 <= low <= value <= high, the value at most `most`. */
function inOrder(low: number, value: number, high: number, most: number): { low: number; value: number; high: number } {
  const middle = Math.min(Math.max(0, value), most);
  return { low: Math.min(Math.max(0, low), middle), value: middle, high: Math.max(high, middle) };
}
