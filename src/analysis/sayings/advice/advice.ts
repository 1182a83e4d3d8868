import { ResultIndex } from '../../../result/resultIndex';
import type { Advice, AnalysisResult } from '../../../result/result';
import { measurementAdvice } from './measurementAdvice';
import { memoryAdvice } from './memoryAdvice';
import { objectiveAdvice } from './objectiveAdvice';
import { skipAdvice } from './skipAdvice';
import { trainingAdvice } from './trainingAdvice';

/**
 * Changes to try, each with the numbers that made us think of it and, where it can be written down, the edits of the
 * config that make it. Advice is a hint, never a claim: it says what to look at next.
 */
export function advice(result: AnalysisResult): Advice[] {
  const reading = new ResultIndex(result);
  const skips = skipAdvice(reading);
  // Where a connection carries what a layer lost past it, the layer itself needs no mending.
  const memory = memoryAdvice(reading).filter(({ layer }) => !skips.some((skip) => skip.layer === layer));
  return [...trainingAdvice(result), ...skips, ...memory, ...objectiveAdvice(reading), ...measurementAdvice(result)];
}
