import { entryOf, isOfFamily, pairKind } from '../../information/estimators/lookUp';
import type { EstimatorName } from '../../information/types/estimate';
import type { Variable } from '../../information/types/variable';

/**
 * The estimator of one pair: the one asked for, or its nearest relative where a run holds pairs of several kinds. A
 * person who asks for KSG means its form for classes (Ross) where one side is a symbol.
 */
export function chooseEstimator(asked: EstimatorName, x: Variable, y: Variable): EstimatorName {
  const kind = pairKind(x, y);
  const { pairs, otherPairs, needs } = entryOf(asked);
  if (needs !== undefined) return y.conditional?.given === x.name || x.conditional?.given === y.name ? asked : 'auto';
  const isFor = pairs.includes(kind);
  if (isOfFamily(asked, 'neighbors') && !isFor && otherPairs === 'own')
    return kind === 'discrete' ? 'millerMadow' : blockOfSymbols(x, y) ? 'auto' : 'ross';
  if (asked === 'gaussianCopula' && blockOfSymbols(x, y)) return 'auto';
  return isFor || otherPairs === 'own' ? asked : 'auto';
}

/** Almost every row of a long block of symbols is one of a kind, so that neighbours within a class do not exist. */
const blockOfSymbols = (x: Variable, y: Variable): boolean =>
  [x, y].some((variable) => variable.kind === 'discrete' && variable.dimensions > 2);
