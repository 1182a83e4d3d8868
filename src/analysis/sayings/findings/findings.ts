import type { AnalysisResult, Sentence } from '../../../result/result';
import { capacityFindings } from './capacityFindings';
import { biasFindings } from './biasFindings';
import { attentionFindings } from './attentionFindings';
import { criticFindings } from './criticFindings';
import { codingFindings } from './codingFindings';
import { givenLaterFindings } from './givenLaterFindings';
import { headFindings } from './headFindings';
import { keptFindings } from './keptFindings';
import { lawFindings } from './lawFindings';
import { generalisationFindings } from './generalisationFindings';
import { lossFindings } from './lossFindings';
import { measuredFindings } from './measuredFindings';
import { memoryFindings } from './memoryFindings';
import { networkFindings } from './networkFindings';
import { predictiveFindings } from './predictiveFindings';
import { ResultIndex } from '../../../result/resultIndex';
import { studyFindings } from '../../studies/sayings';
import { sweepFindings } from './sweepFindings';
import { targetFindings } from './targetFindings';
import { trainingFindings } from './trainingFindings';

/** The findings of a run, computed from its numbers, for the panel's summary, the terminal and screen readers. */
export function findings(result: AnalysisResult): Sentence[] {
  const index = new ResultIndex(result);
  return [
    ...networkFindings(result),
    ...memoryFindings(index),
    ...givenLaterFindings(index),
    ...lawFindings(index),
    ...predictiveFindings(index),
    ...capacityFindings(index),
    ...targetFindings(index),
    ...headFindings(index),
    ...sweepFindings(result),
    ...studyFindings(result),
    ...codingFindings(result),
    ...criticFindings(result),
    ...lossFindings(index),
    ...attentionFindings(index),
    ...keptFindings(result),
    ...biasFindings(result),
    ...measuredFindings(result),
    ...trainingFindings(index),
    ...generalisationFindings(index),
  ];
}
