import * as tf from '@tensorflow/tfjs-core';
import type { RecurrentWeights } from '../cellTypes';
import type { RecurrentKernel } from '../recurrentKernel';
import { withGradient } from '../withGradient';
import { drivenBy } from './drivenSums';
import { SteppedGRU } from './stepped/gruCell';
import { SteppedLSTM } from './stepped/lstmCell';
import { plainProduct } from './stepped/products';
import { SteppedSimpleRNN } from './stepped/simpleCell';
import { SteppedResetAfterGRU } from './stepped/resetAfterGRU';
import { runStepped, type SteppedCell, type SteppedSizes } from './stepped/steppedCell';

/** @param driven [T,B,GH], x_t W + b; `recurrent` [H,GH]; `more`: what the bias has beyond GH values */
type MakeCell = (sizes: SteppedSizes, driven: Float32Array, recurrent: Float32Array, more: Float32Array) => SteppedCell;

/**
 * Whole sequences in plain TypeScript on typed arrays, step by step, with explicit backpropagation through time. Runs
 * on every backend.
 */
export const coreKernel: RecurrentKernel = {
  name: 'core',
  supports: () => true,
  simpleRNN: (x, weights, activation) =>
    run(x, weights, (sizes, driven, recurrent) => {
      return new SteppedSimpleRNN(sizes, driven, recurrent, activation, plainProduct);
    }),
  lstm: (x, weights) =>
    run(x, weights, (sizes, driven, recurrent) => new SteppedLSTM(sizes, driven, recurrent, {}, plainProduct)),
  gru: (x, weights) =>
    run(x, weights, (sizes, driven, recurrent) => new SteppedGRU(sizes, driven, recurrent, plainProduct)),
  resetAfterGRU: (x, weights) =>
    run(
      x,
      weights,
      (sizes, driven, recurrent, more) => new SteppedResetAfterGRU(sizes, driven, recurrent, more, plainProduct),
    ),
};

function run(x: tf.Tensor3D, { kernel, recurrentKernel, bias }: RecurrentWeights, cellOf: MakeCell): tf.Tensor3D {
  const [steps, batch, inputs] = x.shape;
  const units = recurrentKernel.shape[0];
  return withGradient([x, kernel, recurrentKernel, bias], () => {
    const sizes = { steps, batch, units };
    const width = recurrentKernel.shape[1];
    const biases = values(bias);
    const driven = drivenBy(values(x), inputs, values(kernel), biases.subarray(0, width));
    const states = runStepped(sizes, cellOf(sizes, driven.sums, values(recurrentKernel), biases.subarray(width)));
    return {
      value: tf.tensor3d(states.states, [steps, batch, units]),
      gradients: (dy) => {
        const [dSums, dRecurrent, dMore = new Float32Array(0)] = states.backward(values(dy));
        const gradients = driven.backward(dSums);
        return [
          tf.tensor(gradients.x, x.shape),
          tf.tensor(gradients.kernel, kernel.shape),
          tf.tensor(dRecurrent, recurrentKernel.shape),
          tf.tensor(joined(gradients.bias, dMore), bias.shape),
        ];
      },
    };
  });
}

function joined(a: Float32Array, b: Float32Array): Float32Array {
  const both = new Float32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function values(tensor: tf.Tensor): Float32Array {
  const data = tensor.dataSync();
  return data instanceof Float32Array ? data : Float32Array.from(data);
}
