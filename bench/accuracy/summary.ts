import type { EstimatorName } from '../../src/information/types/estimate';
import type { Reading } from './readings';

/** The errors of one estimator over several runs, in nats. */
export interface Summary {
  readonly estimator: EstimatorName;
  readonly over: string;
  readonly readings: number;
  readonly medianError: number;
  readonly meanError: number;
  /** The share of intervals that contain the true value. */
  readonly coverage: number;
  readonly seconds: number;
}

const parts: readonly { over: string; holds: (reading: Reading) => boolean }[] = [
  { over: 'forty published', holds: ({ group }) => group === 'czyz' },
  { over: 'Gaussian copula', holds: ({ group, gaussianCopula }) => group === 'czyz' && gaussianCopula },
  { over: 'other copulas', holds: ({ group, gaussianCopula }) => group === 'czyz' && !gaussianCopula },
  { over: 'discrete', holds: ({ group }) => group === 'discrete' },
  { over: 'mixed', holds: ({ group }) => group === 'mixed' },
  { over: 'recurrent', holds: ({ group }) => group === 'recurrent' },
];

export function summaries(readings: readonly Reading[]): Summary[] {
  const estimators = [...new Set(readings.map(({ estimator }) => estimator))];
  return estimators.flatMap((estimator) =>
    parts.flatMap(({ over, holds }) => {
      const chosen = readings.filter((reading) => reading.estimator === estimator && holds(reading));
      return chosen.length === 0 ? [] : [summary(estimator, over, chosen)];
    }),
  );
}

function summary(estimator: EstimatorName, over: string, readings: readonly Reading[]): Summary {
  const errors = readings.map(({ nats, truth }) => Math.abs(nats - truth)).sort((a, b) => a - b);
  const middle = errors.length / 2;
  return {
    estimator,
    over,
    readings: readings.length,
    medianError: (errors[Math.ceil(middle) - 1] + errors[Math.floor(middle)]) / 2,
    meanError: errors.reduce((sum, error) => sum + error, 0) / errors.length,
    coverage: readings.filter(covers).length / readings.length,
    seconds: readings.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}

export const covers = ({ low, high, truth }: Pick<Reading, 'low' | 'high' | 'truth'>): boolean =>
  low <= truth && truth <= high;

/** Off by more than 20 per cent of the true value and by more than .02 nats, with no warning. */
export const wrongWithoutWarning = ({ nats, truth, warnings }: Reading): boolean =>
  Math.abs(nats - truth) > Math.max(0.2 * truth, 0.02) && warnings.length === 0;
