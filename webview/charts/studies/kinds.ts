import type { StudyName } from '../../../src/config/schema/studies/studyNames';
import type { ChartKind } from '../chartKind';
import { attributionKinds } from './attribution/kinds';
import { compressKinds } from './compress/kinds';
import { enhanceKinds } from './enhance/kinds';
import { generalisationKinds } from './generalisation/kinds';
import { keySweepKinds } from './keySweep/kinds';
import { robustnessKinds } from './robustness/kinds';
import { selectKinds } from './select/kinds';
import { translationKinds } from './translation/kinds';
import { uncertaintyKinds } from './uncertainty/kinds';

/** The charts of each study, in the order of the page. */
const kinds: Readonly<Record<StudyName, () => readonly ChartKind[]>> = {
  select: selectKinds,
  compress: compressKinds,
  robustness: robustnessKinds,
  uncertainty: uncertaintyKinds,
  enhance: enhanceKinds,
  sweep: () => [...keySweepKinds(), ...generalisationKinds()],
  translation: translationKinds,
  attribution: attributionKinds,
};

/** The charts of the studies; called once the translations are loaded. */
export const studyChartKinds = (): readonly ChartKind[] => Object.values(kinds).flatMap((ofStudy) => ofStudy());
