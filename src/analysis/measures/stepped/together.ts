import type { AnnealedInformation } from '../../../information/estimators/known/annealing/annealedInformation';
import {
  type Assumption,
  endsOf,
  grounds,
  type Grounds,
  isHighCertified,
  isLowCertified,
} from '../../../information/types/assumption';
import type { Reason } from '../../../result/reasons';
import type { NatsEstimate } from '../natsEstimate';

type Found = Pick<AnnealedInformation, 'nats' | 'low' | 'high' | 'bound' | 'states'> & Grounds;

/**
 * What two intervals that both hold have in common. The value is annealing's where it closes the gap or proves more;
 * else it stays the lower bound that it was, so that a sampler that fails takes nothing away. Each end rests on what
 * the estimate that gave it rests on.
 */
export function together(whole: NatsEstimate, found: Found, why: Reason): NatsEstimate {
  const [lowest, highest] = [whole.low >= found.low ? whole : found, whole.high <= found.high ? whole : found];
  const low = lowest.low;
  const high = Math.max(low, highest.high);
  const ends = endsOf(isLowCertified(lowest), isHighCertified(highest));
  const assumes: Assumption | undefined = ends === 'both' ? undefined : (found.assumes ?? whole.assumes);
  const isBetter = found.bound === 'none' || found.nats >= whole.value;
  const value = Math.min(high, Math.max(low, isBetter ? found.nats : whole.value));
  const { warnings, histories, assumes: _, certified: __, ...rest } = whole;
  const about = { ...rest, value, low, high, ...grounds(assumes, ends) };
  if (isBetter) return { ...about, bound: found.bound, samples: found.states, reason: [why] };
  return {
    ...about,
    ...(histories !== undefined && { histories }),
    ...(warnings && { warnings }),
    reason: [...(whole.reason ?? []), why],
  };
}
