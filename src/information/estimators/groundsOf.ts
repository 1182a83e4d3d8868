import { grounds, type Grounds } from '../types/assumption';
import type { EstimatorName } from '../types/estimate';
import { entryOf } from './lookUp';

/** What the ends of a measurement rest on: what it says itself, else what the estimator's table says. */
export function groundsOf(estimator: EstimatorName, { assumes, certified }: Grounds): Grounds {
  if (assumes !== undefined || certified !== undefined) return grounds(assumes, certified ?? 'low');
  const entry = entryOf(estimator);
  return grounds(entry.assumes, entry.certified);
}
