import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';

/**
 * Weights in Keras's shapes and gate order. D inputs, H units:
 * simpleRNN kernel [D,H], recurrentKernel [H,H], bias [H];
 * lstm [D,4H], [H,4H], [4H], gates i, f, c, o;
 * gru [D,3H], [H,3H], [3H], gates z, r, h (the reset gate before the matrix product);
 * resetAfterGRU the same with a bias [4H]: after those of the gates, the one that the reset gate multiplies.
 */
export interface RecurrentWeights {
  readonly kernel: Tensor2D;
  readonly recurrentKernel: Tensor2D;
  readonly bias: Tensor1D;
}

export type RecurrentActivation = 'tanh' | 'relu' | 'linear';

/** Cells with kernels for whole sequences; all others run step by step or by a scan. */
export type KernelCell = 'simpleRNN' | 'lstm' | 'gru' | 'resetAfterGRU';
