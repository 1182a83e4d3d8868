import type { KernelCell, RecurrentActivation } from './cellTypes';

interface Placed {
  readonly inputs: number;
  readonly units: number;
  /** Offset of its weights in the vector of all parameters. They follow one another in Keras's shapes and order. */
  readonly offset: number;
}

export interface StackCell extends Placed {
  readonly type: KernelCell;
  /** Used by a simple cell only. */
  readonly activation: RecurrentActivation;
  readonly bias: boolean;
}

/** A dense layer; an embedding is a dense layer on one-hot symbols. */
export interface StackDense extends Placed {
  readonly type: 'dense';
  readonly activation: RecurrentActivation | 'sigmoid';
  /** An embedding has none. */
  readonly bias: boolean;
  /** Whether it reads every step of the layer below, or its last step only. */
  readonly reads: 'every' | 'last';
}

export type StackLayer = StackCell | StackDense;

/**
 * A chain of layers without sampling, each reading only the layer below, with a dense layer at the end. Its gradient
 * needs no general differentiation.
 */
export interface Stack {
  readonly layers: readonly StackLayer[];
  /** Features of the input. */
  readonly inputs: number;
  /** Features of the output, before the softmax if it has one. */
  readonly outputs: number;
}
