import { sentence } from '../../base/sentence';
import { UserError } from '../../base/userError';
import type { PreparedVariable } from '../job/preparedVariable';
import type { NamedEstimator } from './measure';

/** One continuous variable determines a linear combination of the other, so that no finite number can be given. */
export class InfiniteInformation extends UserError {
  constructor() {
    super(
      sentence(
        'One variable determines a part of the other exactly, so their mutual information is infinite. Declare ' +
          'noise, or put the states in bins.',
      ),
    );
  }
}

/**
 * The error of an estimator of covariances. With heavy tails a few extreme samples can lift a correlation to 1 within
 * rounding although the information is finite, so the error then speaks of them instead.
 */
export function infiniteUnlessHeavy(estimator: NamedEstimator, x: PreparedVariable, y: PreparedVariable): UserError {
  if (!x.hasHeavyTails && !y.hasHeavyTails) return new InfiniteInformation();
  return new UserError(
    sentence(
      '{0} has no finite value for "{1}" and "{2}": a few extreme samples make one look like an exact function of ' +
        'the other. Use gaussianCopula or auto, which depend on ranks only.',
      estimator,
      x.variable.name,
      y.variable.name,
    ),
  );
}
