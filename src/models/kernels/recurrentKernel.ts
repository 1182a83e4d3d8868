import type { RecurrentWeights, RecurrentActivation } from './cellTypes';
import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { NamedLayerConfig } from '../../config/schema/layers';
import type { MakeProduct } from './typescript/stepped/products';
import type { GradientEngine } from '../training/gradientEngine';
import type { HeadLoss } from '../training/objective';
import type { Stack } from './stack';

/**
 * Runs whole sequences through a recurrent layer in as few operations as the backend allows, differentiable in the
 * input and all weights (through `tf.customGrad`). Inputs and outputs are time-major: x [T,B,D] -> hidden states
 * [T,B,H]. The state starts at zero. `supports` says whether the implementation can run on a backend; otherwise callers
 * use the next one.
 */
export interface RecurrentKernel {
  readonly name: string;
  supports(backend: string): boolean;
  simpleRNN(x: Tensor3D, weights: RecurrentWeights, activation: RecurrentActivation): Tensor3D;
  lstm(x: Tensor3D, weights: RecurrentWeights): Tensor3D;
  gru(x: Tensor3D, weights: RecurrentWeights): Tensor3D;
  /** The GRU whose reset gate multiplies the product of the state, as in PyTorch. */
  resetAfterGRU(x: Tensor3D, weights: RecurrentWeights): Tensor3D;
  /** An LSTM whose gates see the cell, peepholes [3,H] for i, f, o; absent if the backend has no such operation. */
  peepholeLSTM?(x: Tensor3D, weights: RecurrentWeights, peepholes: Tensor2D): Tensor3D;
  /** Matrix products for recurrences that run step by step; plain TypeScript if absent. */
  product?: MakeProduct;
  /** Whole training steps of a stack without tensors. */
  engineFor?(stack: Stack, loss: HeadLoss): GradientEngine;
  /**
   * Whether `engineFor` is the faster choice for a layer of this width and number of rows per step; always if absent.
   */
  suitsSteps?(type: NamedLayerConfig['type'], rows: number, units: number): boolean;
}
