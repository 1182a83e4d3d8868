import { sentence } from '../../../base/sentence';
import { InputError } from '../../../base/userError';
import { solveLower } from '../../numerics/cholesky';
import { z95 } from '../../numerics/special';
import { meanAndVariance, type Measurement } from '../../types/measurement';
import { logDeterminantBias, logDeterminantVariance, requireSamples, loadWarnings } from './covarianceError';
import type { GaussianPart } from './gaussianPart';

/**
 * h(X) in nats of a Gaussian with the samples' covariance, bias corrected; an upper bound for other distributions of
 * the same covariance (maximum entropy). The interval is that of the covariance's error. For Gaussian samples the
 * variance of ln det / 2 is that of a Wishart matrix. Otherwise its influence function is (m - d) / 2, m the squared
 * Mahalanobis distance, and its bias of the second order is larger by (var m - 2d) / 4N, which the upper end grants.
 * Both come from the samples themselves, so for other laws the end holds only where samples are many for the columns.
 * @throws InputError where a column is a combination of others, or samples are too few
 */
export function gaussianEntropy(part: GaussianPart): Measurement {
  const { samples, dimensions, factor } = part;
  requireSamples(samples, dimensions);
  requireFullRank(part);
  const nats =
    (factor.logDeterminant + dimensions * Math.log(2 * Math.PI * Math.E)) / 2 - logDeterminantBias(samples, dimensions);
  const { variance } = meanAndVariance(squaredDistances(whitenedColumns(part), samples, dimensions));
  const more = Math.max(0, (variance / 4 - dimensions / 2) / samples);
  const spread = z95 * Math.sqrt(logDeterminantVariance(samples, dimensions) + more);
  return {
    nats,
    low: nats - spread,
    high: nats + spread + more,
    bound: 'upper',
    warnings: loadWarnings(samples, dimensions),
  };
}

/** @throws InputError where a column is a combination of others */
export function requireFullRank({ dimensions, factor }: GaussianPart): void {
  if (factor.size < dimensions)
    throw new InputError(
      sentence(
        'Some columns are combinations of others, so the differential entropy is minus infinity. Remove these columns.',
      ),
    );
}

/** L^-1 of the kept centred columns, L L^T their covariance: columns of unit covariance, row-major [kept, samples]. */
export function whitenedColumns({ columns, samples, dimensions, factor }: GaussianPart): Float64Array {
  const white = new Float64Array(factor.size * samples);
  factor.kept.forEach((column, j) => {
    for (let i = 0; i < samples; i++) white[j * samples + i] = columns[i * dimensions + column];
  });
  solveLower(factor, white, samples);
  return white;
}

function squaredDistances(white: Float64Array, samples: number, dimensions: number): Float64Array {
  const squared = new Float64Array(samples);
  for (let j = 0, at = 0; j < dimensions; j++) for (let i = 0; i < samples; i++, at++) squared[i] += white[at] ** 2;
  return squared;
}
