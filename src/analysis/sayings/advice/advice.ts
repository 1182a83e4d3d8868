import { ResultIndex } from '../../../result/resultIndex';
import type { Advice, AnalysisResult } from '../../../result/result';
import { measurementAdvice } from './measurementAdvice';
import { memoryAdvice } from './memoryAdvice';
import { objectiveAdvice } from './objectiveAdvice';
import { skipAdvice } from './skipAdvice';
import { trainingAdvice } from './trainingAdvice';
import { studyAdvice } from '../../studies/sayings';

/**
 * Changes to try, each with the numbers that suggest it and, where possible, the edits of the config that make it.
 * Advice is a hint, not a claim.
 */
export function advice(result: AnalysisResult): Advice[] {
  const index = new ResultIndex(result);
  const skips = skipAdvice(index);
  // Where a skip connection already carries the information past a layer, the layer itself needs no change.
  const memory = memoryAdvice(index).filter(({ layer }) => !skips.some((skip) => skip.layer === layer));
  return [
    ...trainingAdvice(result),
    ...skips,
    ...memory,
    ...objectiveAdvice(index),
    ...measurementAdvice(result),
    ...studyAdvice(result),
  ];
}
