import { askedStudies } from '../../config/schema/studies/studyNames';
import type { Advice, AnalysisResult, Sentence } from '../../result/result';
import { studies } from './studies';
import type { StudySayings } from './study';

const asked = ({ config }: AnalysisResult): StudySayings[] => askedStudies(config).map((name) => studies[name].sayings);

export const studyFindings = (result: AnalysisResult): Sentence[] =>
  asked(result).flatMap(({ findings }) => findings(result));

export const studyAdvice = (result: AnalysisResult): Advice[] => asked(result).flatMap(({ advice }) => advice(result));
