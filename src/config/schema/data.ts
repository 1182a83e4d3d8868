import * as z from 'zod';
import { file, text } from './fileData';
import { generatedTasks } from './generatedTasks';
import { pairs } from './pairsData';
import { activations } from './recordedData';
import { trialSteps } from './trialPeriods';

/** Source of the sequences. */
export const dataSchema = z
  .discriminatedUnion('task', [...generatedTasks, file, text, pairs, activations])
  .describe('The sequences to train on and to analyze.');

export type DataConfig = z.output<typeof dataSchema>;
/** Tasks whose sequences are generated, so that their sizes are known before the run. */
export type GeneratedData = Exclude<DataConfig, { task: 'file' | 'text' | 'pairs' | 'activations' }>;
/** Data of files whose law the config may name. */
export type FiledData = Extract<DataConfig, { task: 'file' | 'activations' }>;
export type SourceConfig = NonNullable<FiledData['source']>;

export const isGenerated = (data: DataConfig): data is GeneratedData =>
  data.task !== 'file' && data.task !== 'text' && data.task !== 'pairs' && data.task !== 'activations';

/** Steps of a sequence of a generated task. */
export function stepsOf(data: GeneratedData): number {
  switch (data.task) {
    case 'copyMemory':
      return 2 * data.tokens + data.delay;
    case 'selectiveCopy':
      return 2 * data.tokens + data.blanks;
    case 'mqar':
      return 3 * data.pairs + data.gap;
    case 'trials':
      return trialSteps(data);
    default:
      return data.length;
  }
}
