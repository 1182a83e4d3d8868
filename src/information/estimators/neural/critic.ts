import type { Block } from '../../numerics/kernels/criticKernel';

/** A trained function T(x, y), evaluated on all pairs of a batch of x with a batch of y. */
export interface Critic {
  /** The input batch, [rows, width]. */
  readonly xInput: Block;
  readonly yInput: Block;
  /**
   * T of all pairs of the last `forward`, [x rows, y rows]. Its gradient is written to `scoreGradient` before
   * `backward`.
   */
  readonly scores: Block;
  readonly scoreGradient: Block;
  forward(xRows: number, yRows: number): void;
  backward(rows: number): void;
  step(learningRate: number): void;
  save(): Float32Array[];
  restore(saved: readonly Float32Array[]): void;
}
