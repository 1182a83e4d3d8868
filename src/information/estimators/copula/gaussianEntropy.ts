import { sentence } from '../../../base/sentence';
import { InputError } from '../../../base/userError';
import { z95 } from '../../numerics/special';
import type { Measurement } from '../../types/measurement';
import { logDeterminantBias, requireSamples, loadWarnings } from './covarianceError';
import type { GaussianPart } from './gaussianPart';

/**
 * h(X) in nats of a Gaussian with the samples' covariance, bias corrected; an upper bound for other distributions
 * (maximum entropy).
 * @throws InputError where a column is a combination of others, or samples are too few
 */
export function gaussianEntropy({ samples, dimensions, factor }: GaussianPart): Measurement {
  requireSamples(samples, dimensions);
  if (factor.size < dimensions)
    throw new InputError(
      sentence(
        'Some columns are combinations of others, so the differential entropy is minus infinity. Remove these columns.',
      ),
    );
  const nats =
    (factor.logDeterminant + dimensions * Math.log(2 * Math.PI * Math.E)) / 2 - logDeterminantBias(samples, dimensions);
  const spread = z95 * Math.sqrt(dimensions / (2 * samples));
  return { nats, low: nats - spread, high: nats + spread, bound: 'upper', warnings: loadWarnings(samples, dimensions) };
}
