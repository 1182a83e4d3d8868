import { isHighCertified, isLowCertified } from '../../information/types/assumption';
import type { NatsEstimate } from '../measures/natsEstimate';
import { twinAtLagZero } from './lagLimits';
import { isExact, type Snapshot } from './snapshot';

/** Memory at lag 0 and memory given all later inputs at lag 0 are one number: both are that with the closer ends. */
export function joinAtLagZero(snapshot: Snapshot): void {
  for (const [place, estimate] of snapshot.estimates.entries()) {
    const twin = estimate.quantity === 'conditionalMemory' ? twinAtLagZero(estimate, snapshot) : undefined;
    if (twin === undefined || estimate.set === 'training') continue;
    const [better, worse] = isCloser(estimate, twin) ? [estimate, twin] : [twin, estimate];
    if (isExact(worse)) continue;
    const at = worse === estimate ? place : snapshot.estimates.indexOf(twin);
    snapshot.replace(at, measuredAs(worse, better));
  }
}

/** Whether the first is exact, or has ends that rest on no model where the second has not, or is the narrower. */
export function isCloser(one: NatsEstimate, other: NatsEstimate): boolean {
  for (const of of [isExact, isLowCertified, isHighCertified]) if (of(one) !== of(other)) return of(one);
  return one.high - one.low < other.high - other.low;
}

/** An estimate with the numbers of another of the same quantity, and with all that they rest on. */
export function measuredAs(
  { assumes, certified, histories, reason, warnings, ...about }: NatsEstimate,
  by: NatsEstimate,
): NatsEstimate {
  const { value, low, high, bound, estimator, samples } = by;
  return {
    ...about,
    ...{ value, low, high, bound, estimator, samples },
    ...(by.assumes !== undefined && { assumes: by.assumes }),
    ...(by.certified !== undefined && { certified: by.certified }),
    ...(by.histories !== undefined && { histories: by.histories }),
    ...(by.reason !== undefined && { reason: by.reason }),
    ...(by.warnings !== undefined && { warnings: by.warnings }),
  };
}

/** The memory at lag 0 beside a term that moved. */
export function moveTwin(term: NatsEstimate, snapshot: Snapshot): void {
  const twin = twinAtLagZero(term, snapshot);
  if (twin === undefined || isExact(twin)) return;
  snapshot.replace(snapshot.estimates.indexOf(twin), measuredAs(twin, term));
}
