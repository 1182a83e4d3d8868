import type { AnalysisResult, Sentence } from '../../../result/result';
import { capacityFindings } from './capacityFindings';
import { attentionFindings } from './attentionFindings';
import { criticFindings } from './criticFindings';
import { codingFindings } from './codingFindings';
import { headFindings } from './headFindings';
import { lawFindings } from './lawFindings';
import { generalisationFindings } from './generalisationFindings';
import { lossFindings } from './lossFindings';
import { memoryFindings } from './memoryFindings';
import { networkFindings } from './networkFindings';
import { predictiveFindings } from './predictiveFindings';
import { ResultIndex } from '../../../result/resultIndex';
import { targetFindings } from './targetFindings';
import { trainingFindings } from './trainingFindings';

/** What a run says, computed from its numbers: the panel's summary, the terminal's, and a screen reader's. */
export function findings(result: AnalysisResult): Sentence[] {
  const reading = new ResultIndex(result);
  return [
    ...networkFindings(result),
    ...memoryFindings(reading),
    ...lawFindings(reading),
    ...predictiveFindings(reading),
    ...capacityFindings(reading),
    ...targetFindings(reading),
    ...headFindings(reading),
    ...codingFindings(result),
    ...criticFindings(result),
    ...lossFindings(reading),
    ...attentionFindings(reading),
    ...trainingFindings(reading),
    ...generalisationFindings(reading),
  ];
}
