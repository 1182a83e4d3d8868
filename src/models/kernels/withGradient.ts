import * as tf from '@tensorflow/tfjs-core';

export interface Differentiated<T extends tf.Tensor> {
  readonly value: T;
  /** The gradients of all inputs, in their order, given the gradient of the value and the saved tensors. */
  readonly gradients: (dy: tf.Tensor, saved: readonly tf.Tensor[]) => tf.Tensor[];
}

/**
 * A function with an explicit gradient. Tensors that the gradient needs go through `save`; all others that `forward`
 * creates are disposed.
 */
export function withGradient<T extends tf.Tensor>(
  inputs: readonly tf.Tensor[],
  forward: (save: (tensors: tf.Tensor[]) => void) => Differentiated<T>,
): T {
  const operation = tf.customGrad((...args) => {
    const save = args.at(-1);
    const { value, gradients } = forward((tensors) => {
      if (typeof save === 'function') save(tensors);
    });
    return {
      value,
      gradFunc: (dy: tf.Tensor | tf.Tensor[], saved: tf.Tensor[]) => gradients(Array.isArray(dy) ? dy[0] : dy, saved),
    };
  });
  return operation(...inputs);
}
