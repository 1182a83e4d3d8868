import { entryOf, isOfFamily, pairKind } from '../../information/estimators/lookUp';
import type { EstimatorName } from '../../information/types/estimate';
import type { Variable } from '../../information/types/variable';

/**
 * The estimator of one pair: the requested one, or its nearest relative where a run has pairs of several kinds. A
 * request for KSG means its form for classes (Ross) where one side is a symbol.
 */
export function chooseEstimator(requested: EstimatorName, x: Variable, y: Variable): EstimatorName {
  const kind = pairKind(x, y);
  const { pairs, otherPairs, needs } = entryOf(requested);
  if (needs !== undefined)
    return y.conditional?.given === x.name || x.conditional?.given === y.name ? requested : 'auto';
  const isFor = pairs.includes(kind);
  if (isOfFamily(requested, 'neighbors') && !isFor && otherPairs === 'own')
    return kind === 'discrete' ? 'millerMadow' : blockOfSymbols(x, y) ? 'auto' : 'ross';
  if (requested === 'gaussianCopula' && blockOfSymbols(x, y)) return 'auto';
  return isFor || otherPairs === 'own' ? requested : 'auto';
}

/** Almost every row of a long block of symbols is unique, so that a class has no neighbours within it. */
const blockOfSymbols = (x: Variable, y: Variable): boolean =>
  [x, y].some((variable) => variable.kind === 'discrete' && variable.dimensions > 2);
