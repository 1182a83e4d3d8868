import { sentence } from '../base/sentence';
import { InputError } from '../base/userError';
import { checkOptions } from './types/checkOptions';
import type { Symbols } from './estimators/discrete/symbols';
import { gaussianEntropy } from './estimators/copula/gaussianEntropy';
import { discreteEntropy } from './estimators/discrete/discreteInformation';
import { groundsOf, uncertified } from './estimators/groundsOf';
import { entryOf, isOfFamily } from './estimators/lookUp';
import { endsOf, grounds, isHighCertified, isLowCertified } from './types/assumption';
import type { EstimatorName, EstimatorOptions, InformationEstimate } from './types/estimate';
import type { Measurement } from './types/measurement';
import { distantLags } from './looks/distantLags';
import { distinctRows } from './looks/distinctRows';
import { serialCorrelation } from './looks/serialCorrelation';
import { orderAtLag, timeOrder } from './looks/timeOrder';
import { mutualInformation } from './mutualInformation';
import { neighborEntropy } from './estimators/neighbors/neighborEntropy';
import { PreparedVariable } from './job/preparedVariable';
import type { Variable } from './types/variable';
import { distinctWarnings, warning } from './types/warnings';

/**
 * H(X) in nats: Shannon's for a discrete variable (by plugin, millerMadow, grassberger, chaoShen or nsb; binning puts a
 * continuous one in cells first), differential for a continuous one (ksg1: Kozachenko and Leonenko 1987; gaussian: of a
 * Gaussian with the same covariance, an upper bound). `auto`: Grassberger's for discrete, neighbours for continuous.
 * `symbols`, the number of symbols where it is known, is an upper limit.
 * @throws UserError where the variable is malformed, or continuous with a constant or repeated column @throws
 *   CancelledError
 */
export async function entropy(
  x: Variable,
  options: EstimatorOptions,
  signal?: AbortSignal,
): Promise<InformationEstimate> {
  checkOptions(options);
  const prepared = new PreparedVariable(x);
  const [estimator, found] = await measure(prepared, options, signal);
  const measured = inTime(x, { estimator, ...found }, options.symbols);
  const { nats, low, high, bound, warnings } = measured;
  return {
    nats,
    low: Math.min(low, nats),
    high: Math.max(high, nats),
    ...groundsOf(estimator, measured),
    bound,
    estimator,
    samples: x.samples,
    warnings,
  };
}

/**
 * Rows that follow each other in time are worth N / (1 + 2 sum_k r(k)) of a mean over them (Bartlett 1935), the largest
 * correlation over columns standing for r: the interval is widened as for so few, and certified no longer. Only the
 * logarithm of a known number of symbols stays an upper limit.
 */
function inTime(x: Variable, measured: Measurement, symbols = Infinity): Measurement {
  const rows = (): Symbols => distinctRows(x);
  const serial = serialCorrelation(x, rows);
  let order = serial && timeOrder(serial, () => 1, x.samples);
  if (order === undefined) {
    const distant = distantLags(x, rows);
    order = distant && orderAtLag(distant, undefined, x.samples);
  }
  if (order === undefined) return measured;
  const { nats, low, high } = measured;
  const wider = Math.sqrt(x.samples / order.effectiveSamples);
  const least = x.kind === 'discrete' ? 0 : -Infinity;
  const [most, upper] = [Math.log(symbols), nats + wider * (high - nats)];
  return {
    ...uncertified(measured),
    low: Math.max(least, nats - wider * (nats - low)),
    high: Math.min(most, upper),
    ...(x.kind === 'discrete' && upper >= most && { certified: 'high' }),
  };
}

/**
 * H(X|Y) in nats: H(X) - I(X;Y), both by `options.estimator` (`auto`: its choice for each). Of discrete variables it is
 * counted and at least 0. The interval adds both errors as if they were independent.
 * @throws as `entropy` and `mutualInformation` do
 */
export async function conditionalEntropy(
  x: Variable,
  y: Variable,
  options: EstimatorOptions,
  signal?: AbortSignal,
): Promise<InformationEstimate> {
  const own = await entropy(x, options, signal);
  const shared = await mutualInformation(x, y, options, signal);
  const floor = x.kind === 'discrete' ? 0 : -Infinity;
  const nats = Math.max(floor, own.nats - Math.max(0, shared.nats));
  const opposite = { lower: 'upper', upper: 'lower', none: 'none' } as const;
  return {
    nats,
    low: Math.min(nats, Math.max(floor, nats - Math.hypot(own.nats - own.low, shared.high - shared.nats))),
    // Conditioning never raises an entropy.
    high: Math.min(own.high, nats + Math.hypot(own.high - own.nats, shared.nats - shared.low)),
    ...grounds(
      shared.assumes ?? own.assumes,
      endsOf(isLowCertified(own) && isHighCertified(shared), isHighCertified(own) && isLowCertified(shared)),
    ),
    bound: opposite[shared.bound],
    estimator: shared.estimator,
    samples: x.samples,
    warnings: distinctWarnings([...own.warnings, ...shared.warnings]),
  };
}

async function measure(
  x: PreparedVariable,
  options: EstimatorOptions,
  signal?: AbortSignal,
): Promise<[EstimatorName, Measurement]> {
  const { estimator, symbols } = options;
  const form = entryOf(estimator).entropy;
  if (x.original.kind === 'discrete') {
    if (isOfFamily(estimator, 'counts')) return [estimator, discreteEntropy(x.symbols, estimator, symbols)];
    if (form === 'bins') return ['plugin', discreteEntropy(x.symbols, 'plugin', symbols)];
    const measured = discreteEntropy(x.symbols, 'grassberger', symbols);
    return ['grassberger', estimator === 'auto' ? measured : stoodIn(measured, estimator, 'grassberger')];
  }
  if (isOfFamily(estimator, 'counts')) return [estimator, discreteEntropy(x.binned(options), estimator)];
  if (form === 'bins') return [estimator, discreteEntropy(x.binned(options), 'plugin')];
  if (x.variable.dimensions < x.original.dimensions || x.constant) {
    throw new InputError(
      sentence(
        '"{0}" has constant or repeated columns, so its differential entropy is minus infinity. Remove these ' +
          'columns, or use binning.',
        x.original.name,
      ),
    );
  }
  if (isOfFamily(estimator, 'gaussian') || estimator === 'gaussianCopula') {
    const measured = gaussianEntropy(x.gaussianPart);
    return ['gaussian', form === 'gaussian' ? measured : stoodIn(measured, estimator, 'gaussian')];
  }
  const measured = await neighborEntropy(x, options, signal);
  return ['ksg1', estimator === 'auto' || form === 'neighbors' ? measured : stoodIn(measured, estimator, 'ksg1')];
}

function stoodIn(measured: Measurement, requested: EstimatorName, used: EstimatorName): Measurement {
  return { ...measured, warnings: [warning('entropyStandIn', requested, used), ...measured.warnings] };
}
