import { createNeighborWorkspace } from '.';
import type { PreparedVariable } from '../../job/preparedVariable';
import type { EstimatorOptions } from '../../types/estimate';
import type { Measurement } from '../../types/measurement';
import { warning, type InformationWarning } from '../../types/warnings';
import { isLoaded } from '../copula/covarianceError';
import { thinnestColumn } from '../copula/thinnestColumn';
import { gaussianEntropy, requireFullRank, whitenedColumns } from '../copula/gaussianEntropy';
import type { GaussianPart } from '../copula/gaussianPart';
import { transpose } from '../copula/whitenedCovariance';
import { neighborInterval } from './neighborMeasurement';

/**
 * h(X) in nats by nearest neighbours (Kozachenko and Leonenko 1987) of the whitened columns: h(X) = h(L^-1 X) + ln det
 * L. Without that, balls are larger than a thin direction is wide, and samples near a plane read far too high. No
 * distribution has a larger entropy than the Gaussian of the same covariance (Cover and Thomas 2006, theorem 8.6.5),
 * which gives the upper end, with the error of the sample covariance; that error is not known where tails are heavy, or
 * where samples are few for the columns, and then the end is a model's. Where neighbours read more than that end, the
 * Gaussian's own entropy and interval stand.
 * @throws UserError where values repeat, or a column is a combination of others
 * @throws CancelledError
 */
export async function neighborEntropy(
  x: PreparedVariable,
  options: EstimatorOptions,
  signal?: AbortSignal,
): Promise<Measurement> {
  const { samples, dimensions } = x.variable;
  const by = (values: Float64Array): Promise<Measurement> =>
    createNeighborWorkspace([{ ...x.variable, values }])
      .entropy(0, { ...options, estimator: 'ksg1' }, signal)
      .then(neighborInterval);
  if (samples <= dimensions + 2) return by(x.variable.values);
  const part = x.gaussianPart;
  requireFullRank(part);
  const scale = part.factor.logDeterminant / 2;
  const { nats, low, warnings } = await by(transpose(whitenedColumns(part), dimensions, samples));
  const gaussian = gaussianEntropy(part);
  const isAbove = nats + scale > gaussian.high;
  return {
    nats: isAbove ? gaussian.nats : nats + scale,
    low: isAbove ? Math.min(low + scale, gaussian.low) : Math.min(low, nats) + scale,
    high: gaussian.high,
    bound: 'none',
    assumes: 'nearestNeighbors',
    certified: x.hasHeavyTails || isLoaded(samples, dimensions) ? 'none' : 'high',
    warnings: [...warnings, ...gaussian.warnings, ...nearPlane(x, part)],
  };
}

/** A column of which the others leave a smaller share of the variance lies near a plane. */
const thin = 1e-3;

/** Whitening makes a plane thick, but only as far as its covariance is known and the noise beside it is Gaussian. */
function nearPlane({ original, variable }: PreparedVariable, part: GaussianPart): InformationWarning[] {
  if (variable.dimensions < 2) return [];
  const { column, left } = thinnestColumn(part);
  return left < thin ? [warning('nearPlane', column + 1, original.name, (100 * left).toPrecision(2))] : [];
}
