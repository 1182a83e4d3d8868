import type { Batch } from './batches';
import type { TrainingProgress } from '../layers/rateWeight';
import type { Tally } from './objective';
import type { Parameters } from '../network/parameters';

/**
 * Computes losses and their gradients for a network: through tensors, or, for simple networks, in one step of a kernel.
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
  /**
   * Starts an evaluation; every evaluation uses the same random numbers. The returned function adds a batch to `tally`.
   */
  evaluation(): (batch: Batch, parameters: Parameters, tally: Tally) => void;
  /** On how many threads a training step of so many sequences runs; infinite where that is all there are. */
  threads(rows: number, steps: number, parameters: Parameters): number;
  /** Number of sequences of this length to evaluate at a time. */
  chunk(steps: number): number;
  /** Frees its memory, until it is used again. */
  release(): void;
}
