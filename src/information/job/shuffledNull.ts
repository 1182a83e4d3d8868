import { entryOf } from '../estimators/lookUp';
import type { EstimatorOptions } from '../types/estimate';
import type { Measurement } from '../types/measurement';
import { amount, warning } from '../types/warnings';
import type { PreparedVariable } from './preparedVariable';

export interface NullPlan {
  readonly shuffles: number;
  /**
   * Pairs of the same key share one null: it depends on their kinds, columns and alphabets far more than on their
   * values.
   */
  readonly sharedAs?: string;
}

/** Tables are cheap to shuffle, so each pair gets its own null. */
const cheapShuffles = 4;
/** Default nulls stop here: more estimates are then dear, and biases small. */
const mostTableSamples = 20_000;
const mostNeighborSamples = 5000;

/**
 * How often to shuffle. Unless told, only where the null says something and costs little: tables, neighbours. Gaussian
 * estimates are corrected to a null of zero by construction, decoders read at most zero there, and ReBMI takes its own
 * null off.
 */
export function nullPlan(
  x: PreparedVariable,
  y: PreparedVariable,
  { estimator, shuffles, neighbors, metric }: EstimatorOptions,
): NullPlan | undefined {
  if (shuffles === 0) return undefined;
  switch (entryOf(estimator).shuffledNull) {
    case 'eachPair':
      return shuffles === undefined && x.variable.samples > mostTableSamples
        ? undefined
        : { shuffles: shuffles ?? cheapShuffles };
    case 'sharedByShape': {
      if (shuffles !== undefined) return { shuffles };
      if (x.variable.samples > mostNeighborSamples) return undefined;
      const shape = [x, y].map(
        (of) =>
          `${of.variable.kind} ${of.variable.dimensions} ${of.variable.kind === 'discrete' ? of.symbols.alphabet : ''}`,
      );
      return { shuffles: 1, sharedAs: `${estimator} ${neighbors ?? ''} ${metric ?? ''} ${shape.join(', ')}` };
    }
    case 'onRequest':
      return shuffles === undefined ? undefined : { shuffles };
    case 'never':
      return undefined;
  }
}

/**
 * A null away from zero gets a warning and widens the interval on the side where the bias would have moved the truth.
 */
export function againstNull(measured: Measurement, mean: number | undefined): Measurement {
  if (mean === undefined) return measured;
  const { nats, low, high, warnings } = measured;
  const half = (high - low) / 2;
  if (Math.abs(mean) <= Math.max(half, 0.01)) return measured;
  return {
    ...measured,
    low: mean > 0 ? Math.max(Math.min(0, low), low - mean) : low,
    high: mean < 0 ? high - mean : high,
    warnings: [...warnings, warning('nullNotZero', amount(mean), amount(nats))],
  };
}
