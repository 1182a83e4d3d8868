import * as tf from '@tensorflow/tfjs-core';
import type { RecurrentWeights } from '../../../kernels/cellTypes';

/**
 * The weights of a simpleRNN, lstm or gru (of either form), with their ranks in the type. Order of the tensors: that of
 * `matrixCellWeights`.
 */
export function weightsOf([kernel, recurrentKernel, bias]: readonly tf.Tensor[]): RecurrentWeights {
  const [units, width] = recurrentKernel.shape;
  return {
    kernel: tf.reshape(kernel, [kernel.shape[0], width]),
    recurrentKernel: tf.reshape(recurrentKernel, [units, width]),
    bias: tf.reshape(bias, [bias.size]),
  };
}
