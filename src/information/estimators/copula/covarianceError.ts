import { sentence } from '../../../base/sentence';
import { InputError } from '../../../base/userError';
import { digamma } from '../../numerics/special';
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
  return samples >= 5 * columns ? [] : [warning('covarianceLoad', columns, samples)];
}
