import type { KernelCell, RecurrentActivation } from './cellTypes';

interface Placed {
  readonly inputs: number;
  readonly units: number;
  /**
   * Where its weights begin in the vector of all parameters, in numbers; they follow one another in Keras's shapes and
   * order.
   */
  readonly offset: number;
}

export interface StackCell extends Placed {
  readonly type: KernelCell;
  /** Of a simple cell. */
  readonly activation: RecurrentActivation;
}

/** A dense layer; an embedding is one over one-hot symbols. */
export interface StackDense extends Placed {
  readonly type: 'dense';
  readonly activation: RecurrentActivation | 'sigmoid';
  /** An embedding has none. */
  readonly bias: boolean;
  /** Reads every step of the layer below, or its last alone. */
  readonly reads: 'every' | 'last';
}

export type StackLayer = StackCell | StackDense;

/**
 * Layers in a row that draw nothing, read the layer below alone and end in a dense one: their gradient needs no general
 * differentiation.
 */
export interface Stack {
  readonly layers: readonly StackLayer[];
  /** Features of the input. */
  readonly inputs: number;
  /** Features of the output, before its softmax where it has one. */
  readonly outputs: number;
}
