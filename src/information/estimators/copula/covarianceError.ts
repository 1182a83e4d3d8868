import { sentence } from '../../../base/sentence';
import { InputError } from '../../../base/userError';
import { digamma, trigamma } from '../../numerics/special';
import { warning, type InformationWarning } from '../../types/warnings';

/**
 * The bias of ln det / 2 of a sample covariance, E[ln det S]/2 - ln det(Sigma)/2, in nats: (size (ln 2 - ln(N-1)) + sum
 * over i of psi((N-i)/2)) / 2.
 */
export function logDeterminantBias(samples: number, size: number): number {
  if (!Number.isFinite(samples)) return 0;
  let sum = (size * (Math.log(2) - Math.log(samples - 1))) / 2;
  for (let i = 1; i <= size; i++) sum += digamma((samples - i) / 2) / 2;
  return sum;
}

/**
 * The variance of ln det S / 2 of the covariance of Gaussian samples: the sum over i of psi'((N-i)/2) / 4, as det S is
 * a product of independent chi-squared variables (Anderson 2003, theorem 7.5.3).
 */
export function logDeterminantVariance(samples: number, size: number): number {
  let sum = 0;
  for (let i = 1; i <= size; i++) sum += trigamma((samples - i) / 2) / 4;
  return sum;
}

/** Whether samples are too few for the columns, so that a covariance's error is that of a model. */
export const isLoaded = (samples: number, columns: number): boolean => samples < 5 * columns;

export function requireSamples(samples: number, columns: number): void {
  if (samples > columns + 2) return;
  throw new InputError(
    sentence(
      '{0} samples are too few to estimate the covariance of {1} columns. Use more samples or fewer columns.',
      samples,
      columns,
    ),
  );
}

export function loadWarnings(samples: number, columns: number): InformationWarning[] {
  return isLoaded(samples, columns) ? [warning('covarianceLoad', columns, samples)] : [];
}
