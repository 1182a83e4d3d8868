import type { EstimatorName } from '../../src/information/types/estimate';

/**
 * The estimator menu's names, every one that a config may carry (the page imports types only; a test holds the two
 * lists together).
 */
export const estimatorChoices: readonly EstimatorName[] = [
  'auto',
  'plugin',
  'millerMadow',
  'grassberger',
  'chaoShen',
  'nsb',
  'binning',
  'kdeLower',
  'kdeUpper',
  'ksg1',
  'ksg2',
  'lnc',
  'ross',
  'mixedKsg',
  'gaussianCopula',
  'studentCopula',
  'gaussian',
  'probe',
  'mine',
  'smile',
  'infoNCE',
  'nwj',
  'dv',
  'js',
  'club',
  'leaveOneOut',
  'knownConditional',
  'rebmi',
];
