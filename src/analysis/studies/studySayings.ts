import type { Advice, AnalysisResult, Sentence } from '../../result/result';

/** What a study says of its numbers. */
export interface StudySayings {
  readonly findings: (result: AnalysisResult) => Sentence[];
  readonly advice: (result: AnalysisResult) => Advice[];
}
