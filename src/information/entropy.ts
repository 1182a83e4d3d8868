import { InputError } from '../base/userError';
import { gaussianEntropy } from './copula/gaussianInformation';
import { discreteEntropy } from './discrete/discreteInformation';
import { isDiscreteEstimator, type DiscreteEstimator } from './discrete/entropyEstimators';
import type { EstimatorName, EstimatorOptions, InformationEstimate } from './estimate';
import { meanAndVariance, type Measurement } from './measurement';
import { createNeighborWorkspace } from './neighbors';
import { PreparedVariable } from './preparedVariable';
import { z95 } from './special';
import type { Variable } from './variable';

/**
 * H(X) in nats: Shannon's for a discrete variable (by plugin, millerMadow, grassberger, chaoShen or nsb; binning puts a continuous one in
 * cells first), differential for a continuous one (ksg1: Kozachenko and Leonenko 1987; gaussian: of a Gaussian with the same covariance,
 * an upper bound). `auto`: Grassberger's for discrete, neighbours for continuous.
 * @throws UserError where the variable is malformed, or continuous with a constant or repeated column @throws CancelledError
 */
export async function entropy(x: Variable, options: EstimatorOptions, signal?: AbortSignal): Promise<InformationEstimate> {
  const prepared = new PreparedVariable(x);
  const [estimator, measured] = await measure(prepared, options, signal);
  const { nats, low, high, bound, warnings } = measured;
  return { nats, low: Math.min(low, nats), high: Math.max(high, nats), bound, estimator, samples: x.samples, warnings };
}

async function measure(x: PreparedVariable, options: EstimatorOptions, signal?: AbortSignal): Promise<[EstimatorName, Measurement]> {
  const { estimator } = options;
  if (x.original.kind === 'discrete') {
    const named: DiscreteEstimator = isDiscreteEstimator(estimator) ? estimator : 'grassberger';
    return [named, discreteEntropy(x.symbols, named)];
  }
  if (estimator === 'binning' || isDiscreteEstimator(estimator)) {
    const named: DiscreteEstimator = estimator === 'binning' ? 'plugin' : estimator;
    return [estimator, discreteEntropy(x.binned(options), named)];
  }
  if (x.variable.dimensions < x.original.dimensions || x.constant) {
    throw new InputError(`"${x.original.name}" has columns that never change or repeat others, so its differential entropy is minus infinity; leave them out, or use binning.`);
  }
  if (estimator === 'gaussian' || estimator === 'gaussianCopula') return ['gaussian', gaussianEntropy(x.gaussianPart)];
  const { nats, warnings, local } = await createNeighborWorkspace([x.variable]).entropy(0, { ...options, estimator: 'ksg1' }, signal);
  const spread = z95 * Math.sqrt(meanAndVariance(local ?? []).variance / x.variable.samples);
  return ['ksg1', { nats, low: nats - spread, high: nats + spread, bound: 'none', warnings }];
}
