import { certifiedEnds } from '../../types/assumption';
import type { Measurement } from '../../types/measurement';
import { entryOf } from '../lookUp';
import type { Verdict } from '../critics/judge';

/**
 * The measurement with the certified lower end of held-out critics. A lower end that is itself certified stays where it
 * is larger; one that rests on a model goes.
 */
export function certainly(measured: Measurement, verdict: Pick<Verdict, 'low'> | undefined): Measurement {
  if (verdict === undefined) return measured;
  const { estimator, assumes, certified } = measured;
  const grounds =
    assumes === undefined && certified === undefined && estimator !== undefined ? entryOf(estimator) : measured;
  const ends = certifiedEnds(grounds);
  const own = ends === 'low' || ends === 'both' ? measured.low : 0;
  const low = Math.max(own, verdict.low);
  return {
    ...measured,
    low,
    nats: Math.max(low, measured.nats),
    ...(grounds.assumes !== undefined && { assumes: grounds.assumes }),
    certified: ends === 'high' || ends === 'both' ? 'both' : 'low',
  };
}
