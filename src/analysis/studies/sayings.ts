import { askedStudies, type StudyName } from '../../config/schema/studies/studyNames';
import type { Advice, AnalysisResult, Sentence } from '../../result/result';
import { attributionSayings } from './attribution/sayings';
import { compressSayings } from './compress/sayings';
import { enhanceSayings } from './enhance/sayings';
import { generalisationSayings } from './generalisation/sayings';
import { robustnessSayings } from './robustness/sayings';
import { selectSayings } from './select/sayings';
import { translationSayings } from './translation/sayings';
import { uncertaintySayings } from './uncertainty/sayings';
import type { StudySayings } from './studySayings';

const sayings: Readonly<Record<StudyName, StudySayings>> = {
  select: selectSayings,
  compress: compressSayings,
  robustness: robustnessSayings,
  uncertainty: uncertaintySayings,
  enhance: enhanceSayings,
  sweep: generalisationSayings,
  translation: translationSayings,
  attribution: attributionSayings,
};

const asked = ({ config }: AnalysisResult): StudySayings[] => askedStudies(config).map((name) => sayings[name]);

export const studyFindings = (result: AnalysisResult): Sentence[] =>
  asked(result).flatMap(({ findings }) => findings(result));

export const studyAdvice = (result: AnalysisResult): Advice[] => asked(result).flatMap(({ advice }) => advice(result));
