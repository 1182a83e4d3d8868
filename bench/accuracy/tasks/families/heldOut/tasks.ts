import type { FamilyTask } from '../familyTask';
import { autocorrelatedRows } from './autocorrelatedRows';
import { clusters } from './clusters';
import { gaussianMixtures } from './gaussianMixtures';
import { hiddenPairs } from './hiddenPairs';
import { highInformation } from './highInformation';
import { largeAlphabets } from './largeAlphabets';
import { nulls } from './nulls';
import { oneHotColumns } from './oneHot';
import { ownCovariances } from './ownCovariances';
import { pairedClusters } from './pairedClusters';
import { parity } from './parity';
import { phaseCodes } from './phaseCodes';
import { recurrentStates } from './recurrentStates';
import { repeatedRows } from './repeatedRows';
import { ringsAndSpirals } from './ringsAndSpirals';
import { smallSamples } from './smallSamples';
import { ties } from './ties';

/** The half that no rule may be made with: it is for judging only. */
export const heldOutTasks: readonly FamilyTask[] = [
  ...autocorrelatedRows,
  ...clusters,
  ...gaussianMixtures,
  ...hiddenPairs,
  ...highInformation,
  ...largeAlphabets,
  ...nulls,
  ...oneHotColumns,
  ...ownCovariances,
  ...pairedClusters,
  ...parity,
  ...phaseCodes,
  ...recurrentStates,
  ...repeatedRows,
  ...ringsAndSpirals,
  ...smallSamples,
  ...ties,
];
