import type { Batch } from './batches';
import type { TrainingProgress } from '../layers/rateWeight';
import type { Tally } from './objective';
import type { Parameters } from '../network/parameters';

/**
 * Computes losses and their gradients for a network: through tensors for any, or in one piece where the network is
 * simple enough.
 */
export interface GradientEngine {
  /** Fills `gradient` with that of the batch's loss in all parameters, and adds the batch to `tally`. */
  differentiate(
    batch: Batch,
    parameters: Parameters,
    gradient: Float32Array,
    tally: Tally,
    progress: TrainingProgress,
  ): void;
  /** Begins an evaluation, with the same draws as any other: what it returns adds a batch to `tally`. */
  evaluation(): (batch: Batch, parameters: Parameters, tally: Tally) => void;
  /** Sequences of so many steps to evaluate at a time. */
  chunk(steps: number): number;
  /** Gives its memory back, until it is used again. */
  release(): void;
}
