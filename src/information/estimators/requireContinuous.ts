import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { Variable } from '../types/variable';
import { pairKind, quickFor } from './lookUp';
import type { NamedEstimator } from './measure';

/** @throws InputError where a variable is discrete; it names the estimators for such a pair */
export function requireContinuous(estimator: NamedEstimator, x: Variable, y: Variable): void {
  const kind = pairKind(x, y);
  if (kind === 'continuous') return;
  const others = quickFor(kind).join(', ');
  throw new InputError(
    kind === 'discrete'
      ? sentence(
          '{0} is for two continuous variables, and both are discrete. Use auto or one of these: {1}.',
          estimator,
          others,
        )
      : sentence(
          '{0} is for two continuous variables, and "{1}" is discrete. Use auto or one of these: {2}.',
          estimator,
          (x.kind === 'discrete' ? x : y).name,
          others,
        ),
  );
}
