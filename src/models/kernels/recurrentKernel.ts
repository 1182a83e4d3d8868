import type { RecurrentWeights, RecurrentActivation } from './cellTypes';
import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { NamedLayerConfig } from '../../config/schema/layers';
import type { MakeProduct } from './typescript/stepped/products';
import type { GradientEngine } from '../training/gradientEngine';
import type { HeadLoss } from '../training/objective';
import type { Stack } from './stack';

/**
 * Whole sequences through a recurrent layer in as few operations as the backend allows, differentiable in the input and
 * all weights (through `tf.customGrad`). Inputs and outputs are time-major: x [T,B,D] -> hidden states [T,B,H]. The
 * state starts at zero. An implementation belongs to a backend; `supports` says whether it can run here, and callers
 * fall back to the next.
 */
export interface RecurrentKernel {
  readonly name: string;
  supports(backend: string): boolean;
  simpleRNN(x: Tensor3D, weights: RecurrentWeights, activation: RecurrentActivation): Tensor3D;
  lstm(x: Tensor3D, weights: RecurrentWeights): Tensor3D;
  gru(x: Tensor3D, weights: RecurrentWeights): Tensor3D;
  /**
   * An LSTM whose gates see the cell, peepholes [3,H] for i, f, o; absent where the backend has no operation of its own
   * for it.
   */
  peepholeLSTM?(x: Tensor3D, weights: RecurrentWeights, peepholes: Tensor2D): Tensor3D;
  /** Matrix products for recurrences that are run step by step; in plain TypeScript where absent. */
  product?: MakeProduct;
  /** Whole training steps of a stack without tensors. */
  engineFor?(stack: Stack, loss: HeadLoss): GradientEngine;
  /** Whether `engineFor` is the faster way for a layer of so many units at so many rows a step; always where absent. */
  suitsSteps?(type: NamedLayerConfig['type'], rows: number, units: number): boolean;
}
