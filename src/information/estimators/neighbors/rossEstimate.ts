import { sentence } from '../../../base/sentence';
import { UserError } from '../../../base/userError';
import type { Breather } from '../../numerics/breather';
import { digammas } from '../../numerics/digamma';
import { warning } from '../../types/warnings';
import { meanEstimate, type NeighborEstimate } from './neighborEstimate';
import { hasPointMass } from './pointMass';
import { classContributions, countByClass } from './ross';
import { subspace, type Metric } from './spaces/space';
import type { WorkspaceVariables } from './workspaceVariables';
import { tieWarnings } from './workspaceWarnings';

/**
 * I(X;Y) of a discrete and a continuous variable, in nats (Ross 2014). Samples that are alone in their class are left
 * out, with a warning.
 * @throws UserError where both variables are of one kind, or every symbol occurs once
 * @throws CancelledError
 */
export async function rossEstimate(
  variables: WorkspaceVariables,
  x: number,
  y: number,
  k: number,
  metric: Metric,
  breather: Breather,
): Promise<NeighborEstimate> {
  const kinds = [variables.variable(x).kind, variables.variable(y).kind];
  if (kinds[0] === kinds[1]) {
    throw new UserError(
      sentence(
        kinds[0] === 'discrete'
          ? 'ross is for a discrete variable and a continuous one; both are discrete here: use grassberger or ' +
              'mixedKsg.'
          : 'ross is for a discrete variable and a continuous one; both are continuous here: use ksg1 or mixedKsg.',
      ),
    );
  }
  const [symbols, numbers] = kinds[0] === 'discrete' ? [x, y] : [y, x];
  const { labels, sizes } = variables.symbols(symbols);
  const kept = Int32Array.from(labels.keys()).filter((i) => sizes[labels[i]] > 1);
  const alone = labels.length - kept.length;
  if (kept.length === 0) {
    throw new UserError(
      sentence(
        "Every symbol of {0} occurs once. Ross's estimator needs at least two samples per class.",
        variables.variable(symbols).name,
      ),
    );
  }
  const space = variables.space(numbers, metric);
  const counts = await countByClass(
    { labels: kept.map((i) => labels[i]), sizes: sizes.map((size) => (size > 1 ? size : 0)) },
    alone > 0 ? subspace(space, kept) : space,
    k,
    breather,
    hasPointMass(variables.variable(numbers)),
  );
  const warnings = tieWarnings(variables, [numbers]);
  if (alone > 0) warnings.push(warning('aloneInClass', alone, labels.length));
  const small = counts.sizes.reduce((sum, size) => sum + (size <= k ? 1 : 0), 0);
  if (small > 0) warnings.push(warning('smallClasses', small, k));
  return meanEstimate(classContributions(counts, digammas(kept.length)[kept.length]), warnings);
}
