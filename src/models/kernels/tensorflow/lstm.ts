import * as tf from '@tensorflow/tfjs-core';
import type { RecurrentWeights } from '../cellTypes';
import { withGradient } from '../withGradient';
import { nativeOperations } from './operations';

/**
 * TensorFlow's `BlockLSTMV2` and `BlockLSTMGradV2`: one operation for all steps. Its gate order is Keras's (i, f, c,
 * o). In its single weight matrix the rows of the kernel come before those of the recurrent kernel. `peepholes` [3,H],
 * rows i, f, o.
 */
export function blockLSTM(x: tf.Tensor3D, weights: RecurrentWeights, peepholes?: tf.Tensor2D): tf.Tensor3D {
  const native = nativeOperations();
  const [steps, batch, inputs] = x.shape;
  const units = weights.recurrentKernel.shape[0];
  const common = [native.flag('use_peephole', peepholes !== undefined), native.float('T')];
  return withGradient<tf.Tensor3D>(
    [x, weights.kernel, weights.recurrentKernel, weights.bias, ...(peepholes ? [peepholes] : [])],
    (save) => {
      const matrix = tf.concat([weights.kernel, weights.recurrentKernel], 0);
      const zeroState = tf.zeros([batch, units]);
      const [input, forget, output] = peepholes
        ? tf.unstack(peepholes)
        : Array.from({ length: 3 }, () => tf.zeros([units]));
      const given = [native.int64(steps), x, zeroState, zeroState, matrix, input, forget, output, weights.bias];
      const outputs = native.call('BlockLSTMV2', [native.real('cell_clip', 0), ...common], given, 7);
      save([x, matrix, weights.bias, zeroState, input, forget, output, ...outputs]);
      return {
        value: tf.reshape(outputs[6], [steps, batch, units]),
        gradients: (dy, [x0, matrix0, bias0, zero0, input0, forget0, output0, ...outputs0]) => {
          const noCellGradient = tf.zeros([steps, batch, units]);
          const back = native.call(
            'BlockLSTMGradV2',
            common,
            [
              native.int64(steps),
              x0,
              zero0,
              zero0,
              matrix0,
              input0,
              forget0,
              output0,
              bias0,
              ...outputs0,
              noCellGradient,
              dy,
            ],
            8,
          );
          const [kernel, recurrentKernel] = tf.split(back[3], [inputs, units], 0);
          return [
            back[0],
            kernel,
            recurrentKernel,
            back[7],
            ...(peepholes ? [tf.stack([back[4], back[5], back[6]])] : []),
          ];
        },
      };
    },
  );
}
