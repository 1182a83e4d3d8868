import { analysisReason } from '../../../result/reasons';
import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { NatsEstimate } from '../natsEstimate';

/** Shuffled pairings per layer: few, since each costs as much as a lag, and enough for a standard deviation. */
export const shuffledPairings = 10;

/**
 * One estimate per layer for its shuffled pairings: the estimator's value where there is no information. `value` is
 * their mean; `high` is the upper end of Student's 95 % prediction interval of a further shuffled pairing, mean + t sd
 * sqrt(1 + 1/n), and `low` its lower end where that is above 0. Other estimates pass unchanged, in order.
 */
export function withNulls(estimates: readonly NatsEstimate[]): NatsEstimate[] {
  const first = new Map<string, NatsEstimate>();
  const readings = new Map<string, number[]>();
  const others: NatsEstimate[] = [];
  for (const estimate of estimates) {
    if (estimate.quantity !== 'memoryNull') {
      others.push(estimate);
      continue;
    }
    if (!first.has(estimate.target)) first.set(estimate.target, estimate);
    readings.set(estimate.target, [...(readings.get(estimate.target) ?? []), estimate.value]);
  }
  return [
    ...others,
    ...[...first.values()].flatMap((estimate): NatsEstimate[] => {
      const values = readings.get(estimate.target) ?? [];
      const n = values.length;
      if (n < 2) return [];
      const mean = values.reduce((sum, value) => sum + value, 0) / n;
      const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
      // A baseline below 0 is noise of the estimator: no information is.
      const value = Math.max(0, mean);
      const margin = studentQuantile(0.975, n - 1) * deviation * Math.sqrt(1 + 1 / n);
      const { lag, reason, warnings, ...rest } = estimate;
      return [
        {
          ...rest,
          value,
          low: Math.max(0, value - margin),
          high: value + margin,
          bound: 'none',
          reason: [analysisReason('otherSequences', n)],
        },
      ];
    }),
  ];
}
