import type { Measurement } from '../types/measurement';

/**
 * The mean of estimates from several selections of the same samples. The mean of dependent values varies at most as one
 * of them, so the mean of their limits keeps the limits' promise.
 */
export function meanOverParts(parts: readonly Measurement[]): Measurement {
  const [first] = parts;
  if (parts.length === 1) return first;
  const mean = (of: (part: Measurement) => number): number =>
    parts.reduce((sum, part) => sum + of(part) / parts.length, 0);
  return {
    ...first,
    nats: mean(({ nats }) => nats),
    low: mean(({ low }) => low),
    high: mean(({ high }) => high),
    bound: parts.every(({ bound }) => bound === first.bound) ? first.bound : 'none',
  };
}
