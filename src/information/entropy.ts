import { InputError } from '../base/userError';
import { gaussianEntropy } from './copula/gaussianInformation';
import { discreteEntropy } from './discrete/discreteInformation';
import { isDiscreteEstimator, type DiscreteEstimator } from './discrete/entropyEstimators';
import type { EstimatorName, EstimatorOptions, InformationEstimate } from './estimate';
import { meanAndVariance, type Measurement } from './measurement';
import { mutualInformation } from './mutualInformation';
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

/**
 * H(X|Y) in nats: H(X) - I(X;Y), both by `options.estimator` (`auto`: its choice for each). Of discrete variables it is counted and at
 * least 0. The interval adds both errors as if they were independent.
 * @throws as `entropy` and `mutualInformation` do
 */
export async function conditionalEntropy(x: Variable, y: Variable, options: EstimatorOptions, signal?: AbortSignal): Promise<InformationEstimate> {
  const own = await entropy(x, options, signal);
  const shared = await mutualInformation(x, y, options, signal);
  const floor = x.kind === 'discrete' ? 0 : -Infinity;
  const nats = Math.max(floor, own.nats - shared.nats);
  const opposite = { lower: 'upper', upper: 'lower', none: 'none' } as const;
  return {
    nats,
    low: Math.min(nats, Math.max(floor, nats - Math.hypot(own.nats - own.low, shared.high - shared.nats))),
    high: nats + Math.hypot(own.high - own.nats, shared.nats - shared.low),
    bound: opposite[shared.bound], estimator: shared.estimator, samples: x.samples,
    warnings: [...new Set([...own.warnings, ...shared.warnings])],
  };
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
