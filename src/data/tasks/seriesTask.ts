import type { Random } from '../../base/random';
import type { Sentence } from '../../base/sentence';
import type { DataConfig } from '../../config/schema/data';

/** A task with one number in and one number to predict at every step. */
export interface SeriesTask {
  readonly title: Sentence;
  /** About how many values one sequence costs to draw. */
  readonly work: number;
  /** Writes a sequence: one input and one target a step. */
  readonly draw: (random: Random, inputs: Float64Array, targets: Float64Array) => void;
}

export type SeriesTaskConfig = Extract<DataConfig, { task: 'narma' | 'mackeyGlass' | 'lorenz' }>;
