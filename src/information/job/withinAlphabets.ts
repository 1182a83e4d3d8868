import { alphabetCap } from '../estimators/discrete/alphabetCap';
import type { EstimatorName } from '../types/estimate';
import type { Measurement } from '../types/measurement';
import type { PreparedVariable } from './preparedVariable';

/**
 * The measurement with no value or end above what its discrete sides can hold, whatever estimated it. A known density
 * is that of all inputs, of which the samples may not show every symbol; it is left as it is. A lower bound without an
 * upper end stays one.
 */
export function withinAlphabets(
  measured: Measurement,
  estimator: EstimatorName,
  sides: readonly PreparedVariable[],
): Measurement {
  if (estimator === 'knownConditional') return measured;
  const discrete = sides.filter(({ variable }) => variable.kind === 'discrete');
  const cap = Math.min(...discrete.map(({ symbols }) => alphabetCap(symbols)));
  const { nats, low, high, bound } = measured;
  return {
    ...measured,
    nats: Math.min(cap, nats),
    low: Math.min(cap, low),
    high: bound === 'lower' && high === Infinity ? high : Math.min(cap, high),
  };
}
