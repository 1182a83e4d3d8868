import { isSameThing } from '../../../result/delta';
import type { NatsEstimate } from '../natsEstimate';

/**
 * The estimates of a snapshot that change when better ones take their places: the better ones themselves, held to what
 * can be, and those that the better ones hold in turn.
 * @param more estimates that come beside them, and may hold them too
 * @param hold gives a snapshot's estimates, in their order, held inside what can be
 */
export function sharpenedTogether(
  estimates: readonly NatsEstimate[],
  better: readonly NatsEstimate[],
  hold: (estimates: readonly NatsEstimate[]) => readonly NatsEstimate[],
  more: readonly NatsEstimate[] = [],
): NatsEstimate[] {
  if (better.length === 0 && more.length === 0) return [];
  const before = hold(estimates);
  const replaced = estimates.map((estimate) => better.find((other) => isSameThing(other, estimate)) ?? estimate);
  const after = hold([...replaced, ...more]).slice(0, estimates.length);
  return after.filter((estimate, place) => !isSameNumber(estimate, before[place]));
}

const isSameNumber = (a: NatsEstimate, b: NatsEstimate): boolean =>
  a.value === b.value && a.low === b.low && a.high === b.high && a.samples === b.samples && a.bound === b.bound;
