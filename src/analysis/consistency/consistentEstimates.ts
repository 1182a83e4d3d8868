import type { AnalysisConfig } from '../../config/schema/config';
import type { NatsEstimate } from '../measures/natsEstimate';
import { Dependence } from './dependence';
import { hold, type Limit } from './hold';
import { isExact, Snapshot } from './snapshot';
import type { Source } from './source';
import type { Theorem } from './theorem';
import { rounds } from './theorems';

/**
 * The estimates of one network at one epoch, nats, in their order, each held inside what the theorems allow. Values
 * that are exact hold others and are not held. Applying it twice is applying it once.
 */
export function consistentEstimates(
  estimates: readonly NatsEstimate[],
  source: Source,
  { model: { layers } }: AnalysisConfig,
): NatsEstimate[] {
  const snapshot = new Snapshot([...estimates], source, new Dependence(layers));
  for (const theorems of rounds) {
    snapshot.estimates.forEach((estimate, place) => {
      // The limits are those of the source. A network knows its training sequences better than the source allows.
      if (isExact(estimate) || estimate.set === 'training') return;
      const held = hold(
        estimate,
        strongest(theorems, 'cap', estimate, snapshot),
        strongest(theorems, 'floor', estimate, snapshot),
      );
      if (held !== estimate) snapshot.replace(place, held);
    });
  }
  return snapshot.estimates;
}

/** The lowest cap or the highest floor of an estimate. */
function strongest(
  theorems: readonly Theorem[],
  side: Theorem['side'],
  estimate: NatsEstimate,
  snapshot: Snapshot,
): Limit | undefined {
  let best: Limit | undefined;
  for (const theorem of theorems) {
    if (theorem.side !== side || !theorem.of.includes(estimate.quantity)) continue;
    const nats = theorem.limit(estimate, snapshot);
    if (nats === undefined) continue;
    if (!best || (side === 'cap' ? nats < best.nats : nats > best.nats)) best = { code: theorem.code, nats };
  }
  return best;
}
