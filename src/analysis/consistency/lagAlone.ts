import { certifiedEnds, grounds, isHighCertified, isLowCertified } from '../../information/types/assumption';
import type { NatsEstimate } from '../measures/natsEstimate';
import { isExact, type Snapshot } from './snapshot';

/**
 * Raises I(X_{t-s};H_t|X_{t-s+1:t}) to what I(X_{t-s};H_t) is at least, where either rests on a model: the first is no
 * less where inputs of different steps are independent (Cover and Thomas 2006, theorem 2.5.2), which is assumed of a
 * curve whose own ends assume it. The raised end rests on what the other's does, or on that independence. `lagFloors`
 * has the same where nothing is assumed.
 */
export function raiseByLagAlone(snapshot: Snapshot): void {
  for (const [place, estimate] of snapshot.estimates.entries()) {
    if (estimate.quantity !== 'conditionalMemory' || estimate.set === 'training' || isExact(estimate)) continue;
    const raised = raisedBy(estimate, alone(estimate, snapshot), snapshot);
    if (raised) snapshot.replace(place, raised);
  }
}

const alone = (estimate: NatsEstimate, snapshot: Snapshot): NatsEstimate | undefined =>
  estimate.from !== undefined || estimate.beside !== undefined
    ? undefined
    : snapshot
        .memory(estimate.target, estimate)
        .find(({ lag, of, beside }) => lag === estimate.lag && of?.kind === estimate.of?.kind && beside === undefined);

function raisedBy(
  estimate: NatsEstimate,
  other: NatsEstimate | undefined,
  { source: { hasIndependentSteps } }: Snapshot,
): NatsEstimate | undefined {
  const isAssumed = estimate.assumes === 'independentInputs';
  if (!other || other.of?.kind === 'drawn' || (!hasIndependentSteps && !isAssumed)) return undefined;
  const low = Math.min(other.low, estimate.high);
  if (!(low > estimate.low)) return undefined;
  const isCertified = isLowCertified(other) && hasIndependentSteps;
  const assumes = isLowCertified(other) ? 'independentInputs' : other.assumes;
  const { assumes: own, certified, ...rest } = estimate;
  return {
    ...rest,
    low,
    value: Math.max(estimate.value, low),
    ...(isCertified
      ? grounds(own, certified ?? certifiedEnds(estimate))
      : grounds(assumes, isHighCertified(estimate) ? 'high' : 'none')),
  };
}
