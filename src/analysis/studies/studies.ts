import { sweptKeys } from '../../config/layers/sweptKeys';
import type { StudyName } from '../../config/schema/studies/studyNames';
import { attribution } from './attribution/attribution';
import { compress } from './compress/compress';
import { enhance } from './enhance/enhance';
import { eitherStudy } from './eitherStudy';
import { generalisation } from './generalisation/generalisation';
import { keySweep } from './keySweep/keySweep';
import { robustness } from './robustness/robustness';
import { select } from './select/select';
import type { Study } from './study';
import { translation } from './translation/translation';
import { uncertainty } from './uncertainty/uncertainty';

/** All studies: the work of each, and its sentences. */
export const studies: Readonly<Record<StudyName, Study>> = {
  select,
  compress,
  robustness,
  uncertainty,
  enhance,
  sweep: eitherStudy(keySweep, generalisation, ({ sweep }) => sweptKeys(sweep).length > 0),
  translation,
  attribution,
};
