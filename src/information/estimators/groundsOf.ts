import { grounds, type Grounds } from '../types/assumption';
import type { EstimatorName } from '../types/estimate';
import type { Measurement } from '../types/measurement';
import { entryOf } from './lookUp';

/** What the ends of a measurement rest on: what it says itself, else what the estimator's table says. */
export function groundsOf(estimator: EstimatorName, { assumes, certified }: Grounds): Grounds {
  if (assumes !== undefined || certified !== undefined) return grounds(assumes, certified ?? 'low');
  const entry = entryOf(estimator);
  return grounds(entry.assumes, entry.certified);
}

/**
 * A measurement without its certificate: the limits of every estimator are those of independent rows, and of rows in
 * time nothing bounds how much those that are far apart still depend on each other.
 */
export function uncertified(measured: Measurement): Measurement {
  const { assumes } = measured.estimator === undefined ? measured : groundsOf(measured.estimator, measured);
  return { ...measured, assumes: assumes ?? 'distantRows', certified: 'none' };
}
