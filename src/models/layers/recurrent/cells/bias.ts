import * as tf from '@tensorflow/tfjs-core';

/**
 * The tensors of a cell in the order of `matrixCellWeights`, with zeros in the place of a bias that the layer does not
 * have.
 * @param count values of the bias
 */
export function withBias(
  tensors: readonly tf.Tensor[],
  useBias: boolean | undefined,
  count: number,
): readonly tf.Tensor[] {
  return useBias === false ? [...tensors.slice(0, 2), tf.zeros([count]), ...tensors.slice(2)] : tensors;
}
