import type { AnalysisConfig } from '../../config/schema/config';
import { isCounted } from '../../data/source/sourceOf';
import { grounds } from '../../information/types/assumption';
import type { NatsEstimate } from './natsEstimate';

/**
 * Estimates by histories that were drawn from a law of which the probabilities were counted in the data: they rest on
 * inputs being independent, and as frequent as there.
 * @param all whether every one is, and not only those that say how many histories they took
 */
export function onCountedSource(
  { data }: AnalysisConfig,
  estimates: readonly NatsEstimate[],
  all = true,
): readonly NatsEstimate[] {
  if (!isCounted(data)) return estimates;
  return estimates.map((estimate) =>
    estimate.estimator !== 'knownConditional' || (!all && estimate.histories === undefined)
      ? estimate
      : { ...estimate, ...grounds('independentInputs', 'none') },
  );
}
