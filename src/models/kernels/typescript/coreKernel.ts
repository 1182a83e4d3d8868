import * as tf from '@tensorflow/tfjs-core';
import type { CellRun, RunCell } from './cell';
import { runGRU } from './gru';
import { runLSTM } from './lstm';
import { runSimpleRNN } from './simpleRNN';
import type { RecurrentWeights } from '../cellTypes';
import type { RecurrentKernel } from '../recurrentKernel';
import { withGradient } from '../withGradient';

/**
 * Whole sequences in plain TypeScript on typed arrays, with backpropagation through time written out: runs on every
 * backend.
 */
export const coreKernel: RecurrentKernel = {
  name: 'core',
  supports: () => true,
  simpleRNN: (x, weights, activation) => run(runSimpleRNN(activation), x, weights),
  lstm: (x, weights) => run(runLSTM, x, weights),
  gru: (x, weights) => run(runGRU, x, weights),
};

function run(cell: RunCell, x: tf.Tensor3D, weights: RecurrentWeights): tf.Tensor3D {
  const [steps, batch, inputs] = x.shape;
  const units = weights.recurrentKernel.shape[0];
  return withGradient([x, weights.kernel, weights.recurrentKernel, weights.bias], () => {
    const sizes = { steps, batch, inputs, units };
    const done: CellRun = cell(sizes, values(x), {
      kernel: values(weights.kernel),
      recurrentKernel: values(weights.recurrentKernel),
      bias: values(weights.bias),
    });
    return {
      value: tf.tensor3d(done.states, [steps, batch, units]),
      gradients: (dy) => {
        const gradients = done.backward(values(dy));
        return [
          tf.tensor(gradients.x, x.shape),
          tf.tensor(gradients.kernel, weights.kernel.shape),
          tf.tensor(gradients.recurrentKernel, weights.recurrentKernel.shape),
          tf.tensor(gradients.bias, weights.bias.shape),
        ];
      },
    };
  });
}

function values(tensor: tf.Tensor): Float32Array {
  const data = tensor.dataSync();
  return data instanceof Float32Array ? data : Float32Array.from(data);
}
