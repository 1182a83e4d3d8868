import type { StudyName } from '../../config/schema/studies/studyNames';
import { attribution } from './attribution/attribution';
import { choosing } from './choosing';
import { compress } from './compress/compress';
import { enhance } from './enhance/enhance';
import { generalisation } from './generalisation/generalisation';
import { robustness } from './robustness/robustness';
import { select } from './select/select';
import type { AnyStudy } from './study';
import { translation } from './translation/translation';
import { uncertainty } from './uncertainty/uncertainty';

/** The work of each study. */
export const studies: Readonly<Record<StudyName, AnyStudy>> = {
  select: choosing('select', select),
  compress: choosing('compress', compress),
  robustness,
  uncertainty,
  enhance,
  sweep: generalisation,
  translation,
  attribution,
};
