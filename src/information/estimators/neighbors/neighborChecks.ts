import { sentence } from '../../../base/sentence';
import { UserError } from '../../../base/userError';
import { estimatorsWhere, isOfFamily } from '../lookUp';
import type { EstimatorOf } from '../table';
import type { NeighborOptions } from './neighborEstimate';
import { dimensionsOf, type Space } from './spaces/space';
import type { WorkspaceVariables } from './workspaceVariables';

export const defaultNeighbors = 3;

/** @throws UserError where the name is of no neighbour estimator */
export function neighborEstimator(name: string): EstimatorOf<'neighbors'> {
  if (isOfFamily(name, 'neighbors')) return name;
  const known = estimatorsWhere(({ family }) => family === 'neighbors');
  throw new UserError(sentence('{0} is not a neighbour estimator. Choose one of {1}.', name, known.join(', ')));
}

/**
 * The number of neighbours k.
 * @throws UserError where k is no whole number of at least 1, variables differ in samples, or there are k or fewer
 */
export function checkedNeighbors(
  variables: WorkspaceVariables,
  indices: readonly number[],
  options: NeighborOptions,
): number {
  const k = options.neighbors ?? defaultNeighbors;
  if (!Number.isInteger(k) || k < 1)
    throw new UserError(sentence('neighbors is {0}, but must be a whole number of at least 1.', k));
  const first = variables.variable(indices[0]);
  for (const index of indices) {
    const { name, samples } = variables.variable(index);
    if (samples !== first.samples) {
      throw new UserError(
        sentence(
          '{0} has {1} samples, but {2} has {3}. Give both the same samples in the same order.',
          first.name,
          first.samples,
          name,
          samples,
        ),
      );
    }
  }
  if (first.samples <= k) {
    throw new UserError(
      sentence(
        '{0} neighbours need at least {1} samples, but there are only {2}. Use more samples, or set neighbors lower.',
        k,
        k + 1,
        first.samples,
      ),
    );
  }
  return k;
}

/**
 * The number of neighbours of LNC, whose principal box needs more neighbours than dimensions. Default: twice the
 * dimensions, at least five.
 * @throws UserError where there are no more neighbours than dimensions, or not fewer than samples
 */
export function localNeighbors(k: number, options: NeighborOptions, x: Space, y: Space): number {
  const dimensions = dimensionsOf(x) + dimensionsOf(y);
  const neighbors = options.neighbors === undefined ? Math.max(5, 2 * dimensions) : k;
  if (neighbors <= dimensions || neighbors >= x.samples) {
    throw new UserError(
      sentence(
        'lnc needs more neighbours than joint dimensions and fewer than samples, but there are {0} neighbours, ' +
          '{1} dimensions and {2} samples. Change neighbors, or use ksg1.',
        neighbors,
        dimensions,
        x.samples,
      ),
    );
  }
  return neighbors;
}
