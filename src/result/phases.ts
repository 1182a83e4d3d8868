import { upperEnd } from './upperEnd';
import type { Estimate, Quantity, Unit } from './estimate';
import { directionOf } from './direction';
import { amount, negligible } from './format';
import type { ResultIndex } from './resultIndex';

/**
 * Change of a layer's information over training by one estimator: fitting (more about the target), then possibly
 * compression (less about the input).
 */
export interface Phases {
  /** Gain about the target from the first snapshot to the last; absent where one of them is not known. */
  readonly gained?: Difference;
  /** The epoch with the most information about the input. */
  readonly peakEpoch: number;
  /** Loss about the input from that epoch to the last snapshot. */
  readonly letGo: Difference;
  /** The last estimate about the input. */
  readonly last: Estimate;
}

/** A difference of two estimates; its interval is interval arithmetic, which holds whatever their correlation. */
export interface Difference {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** The first less the second. */
  readonly of: readonly [Estimate, Estimate];
  /**
   * Both are estimates of one kind, and neither is a bound, so that their difference can be told; else only its ends
   * can: a difference of two lower bounds has no side on which the truth lies.
   */
  readonly comparable: boolean;
}

/** Needs at least two epochs, ascending; undefined with fewer. */
export function phasesOf(input: readonly Estimate[], target: readonly Estimate[]): Phases | undefined {
  const last = input.at(-1);
  if (!last || input.length < 2) return undefined;
  const peak = input.reduce((most, estimate) => (estimate.value > most.value ? estimate : most));
  const [before, after] = [target.at(0), target.at(-1)];
  return {
    ...(before && after && before !== after && { gained: difference(after, before) }),
    peakEpoch: peak.epoch,
    letGo: fall(peak, last),
    last,
  };
}

/** An upper bound before the fall does not show that the information was there, so that the loss may be zero. */
function fall(peak: Estimate, last: Estimate): Difference {
  const all = difference(peak, last);
  return { ...all, low: peak.bound === 'upper' ? Math.min(0, all.low) : all.low };
}

export const difference = (a: Estimate, b: Estimate): Difference => ({
  value: a.value - b.value,
  low: a.low - upperEnd(b),
  high: upperEnd(a) - b.low,
  of: [a, b],
  comparable: isOneKind(a, b) && [a, b].every((one) => directionOf(one, amount) === 'none'),
});

/** Whether two estimates are by the same estimator, on the same side of the truth, from the same variables. */
export const isOneKind = (a: Estimate, b: Estimate): boolean =>
  a.estimator === b.estimator && a.bound === b.bound && a.assumes === b.assumes && a.of?.kind === b.of?.kind;

/** Whether information about the input was lost, by the intervals: the findings and the plane say so in one case. */
export const isCompression = ({ letGo }: Phases, unit: Unit): boolean => letGo.low > negligible(unit);

/** The phases of a layer by each estimator of `analysis.alsoWith` that estimates I(X;H). */
export function alsoWithPhases(index: ResultIndex, layer: string): Phases[] {
  const ascending = (quantity: Quantity): Estimate[] =>
    index.alsoWith(quantity, layer).toSorted((a, b) => a.epoch - b.epoch);
  const [inputs, targets] = [ascending('inputInformation'), ascending('outputInformation')];
  return [...new Set(inputs.map(({ beside }) => beside))].flatMap((name) => {
    const own = ({ beside }: Estimate): boolean => beside === name;
    return phasesOf(inputs.filter(own), targets.filter(own)) ?? [];
  });
}
