import { entryOf } from '../estimators/lookUp';
import type { EstimatorOptions } from '../types/estimate';
import type { Measurement } from '../types/measurement';
import { amount, warning } from '../types/warnings';
import type { PreparedVariable } from './preparedVariable';

export interface NullPlan {
  readonly shuffles: number;
  /**
   * Pairs of the same key share one null: it depends much more on their kinds, columns and alphabets than on their
   * values.
   */
  readonly sharedAs?: string;
}

/** Tables are cheap to shuffle, so each pair gets its own null. */
const cheapShuffles = 4;
/** The largest number of samples with a null by default: with more, estimates are slow and biases small. */
const mostTableSamples = 20_000;
const mostNeighborSamples = 5000;

/**
 * How often to shuffle. By default only where the null is informative and cheap: for tables and neighbours. Gaussian
 * estimates have a null of zero by construction, decoders read at most zero there, and ReBMI subtracts its own null.
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
      return {
        shuffles: 1,
        sharedAs: `${estimator} ${x.variable.samples} ${neighbors ?? ''} ${metric ?? ''} ${shape.join(', ')}`,
      };
    }
    case 'onRequest':
      return shuffles === undefined ? undefined : { shuffles };
    case 'never':
      return undefined;
  }
}

/**
 * A null away from zero gives a warning and widens the interval on the side where a bias of that size puts the true
 * value.
 * @param chosen whether the estimator was chosen for the person: only then is a bias taken from its value
 */
export function againstNull(measured: Measurement, mean: number | undefined, chosen: boolean): Measurement {
  if (mean === undefined) return measured;
  const { nats, low, high, warnings } = measured;
  const half = Number.isFinite(high) ? (high - low) / 2 : nats - low;
  if (Math.abs(mean) <= Math.max(half, 0.01)) return measured;
  // No more than shuffled pairs read, and no lower end says otherwise: what they read is the estimator's bias.
  const reach = Number.isFinite(high) ? Math.min(half, high - nats) : half;
  // Shuffled symbols that were seen once read much, and say nothing of those that are no longer shuffled.
  const isUnseen = warnings.some(({ code }) => code === 'unseenSymbols');
  const isChance = chosen && mean > 0 && low <= 0 && nats <= mean + reach;
  return {
    ...measured,
    nats: isChance ? Math.max(0, nats - mean) : nats,
    low: mean > 0 ? Math.max(Math.min(0, low), low - mean) : low,
    high: mean < 0 ? high - mean : high,
    warnings: isUnseen && !isChance ? warnings : [...warnings, warning('nullNotZero', amount(mean), amount(nats))],
  };
}
