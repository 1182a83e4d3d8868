import type { EstimatorName } from '../../information/types/estimate';
import type { Variable } from '../../information/types/variable';

const forDiscrete = new Set<EstimatorName>(['plugin', 'millerMadow', 'grassberger', 'chaoShen', 'nsb']);
const forContinuous = new Set<EstimatorName>(['ksg1', 'ksg2', 'lnc']);
const forKnownConditional = new Set<EstimatorName>(['knownConditional', 'leaveOneOut', 'kdeLower', 'kdeUpper']);

/**
 * The estimator of one pair: the one asked for, or its nearest relative where a run holds pairs of several kinds. A
 * person who asks for KSG means its form for classes (Ross) where one side is a symbol.
 */
export function chooseEstimator(asked: EstimatorName, x: Variable, y: Variable): EstimatorName {
  const discrete = Number(x.kind === 'discrete') + Number(y.kind === 'discrete');
  if (forContinuous.has(asked))
    return discrete === 0 ? asked : discrete === 2 ? 'millerMadow' : blockOfSymbols(x, y) ? 'auto' : 'ross';
  if (asked === 'ross') return discrete === 1 ? asked : 'auto';
  if (forDiscrete.has(asked)) return discrete === 2 ? asked : 'auto';
  if (forKnownConditional.has(asked))
    return y.conditional?.given === x.name || x.conditional?.given === y.name ? asked : 'auto';
  if (asked === 'gaussian') return discrete === 0 ? asked : 'auto';
  if (asked === 'gaussianCopula' && blockOfSymbols(x, y)) return 'auto';
  return asked;
}

/** Almost every row of a long block of symbols is one of a kind, so that neighbours within a class do not exist. */
const blockOfSymbols = (x: Variable, y: Variable): boolean =>
  [x, y].some((variable) => variable.kind === 'discrete' && variable.dimensions > 2);
