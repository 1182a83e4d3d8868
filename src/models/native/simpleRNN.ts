import * as tf from '@tensorflow/tfjs-core';
import type { RecurrentActivation, RecurrentWeights } from '../recurrentKernel';
import { withGradient } from '../withGradient';
import { nativeOperations, type NativeOperations } from './operations';

const derivatives: Record<RecurrentActivation, (native: NativeOperations, state: tf.Tensor, dState: tf.Tensor) => tf.Tensor> = {
  tanh: (native, state, dState) => native.call('TanhGrad', [native.float('T')], [state, dState], 1)[0],
  relu: (native, state, dState) => native.call('ReluGrad', [native.float('T')], [dState, state], 1)[0],
  linear: (_native, _state, dState) => dState,
};

const activations: Record<RecurrentActivation, (x: tf.Tensor2D) => tf.Tensor2D> = {
  tanh: (x) => tf.tanh(x), relu: (x) => tf.relu(x), linear: (x) => x,
};

const plus = (a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D => tf.add(a, b);

/** One matrix product for the inputs of all steps, three small operations a step, and products over all steps for the weight gradients. */
export function steppedSimpleRNN(x: tf.Tensor3D, weights: RecurrentWeights, activation: RecurrentActivation): tf.Tensor3D {
  const native = nativeOperations();
  const [steps, batch, inputs] = x.shape;
  const units = weights.recurrentKernel.shape[0];
  return withGradient<tf.Tensor3D>([x, weights.kernel, weights.recurrentKernel, weights.bias], (save) => {
    const flat = tf.reshape(x, [steps * batch, inputs]);
    const sums: tf.Tensor2D = tf.add(tf.matMul(flat, weights.kernel), weights.bias);
    const driven: tf.Tensor2D[] = tf.split(sums, steps, 0);
    const states: tf.Tensor2D[] = [];
    for (let t = 0; t < steps; t++) {
      const sum = t > 0 ? plus(driven[t], tf.matMul(states[t - 1], weights.recurrentKernel)) : driven[t];
      states.push(activations[activation](sum));
    }
    const all = tf.concat(states, 0);
    save([flat, weights.kernel, weights.recurrentKernel, all, ...states]);
    return {
      value: tf.reshape(all, [steps, batch, units]),
      gradients: (dy, [flat0, kernel0, recurrent0, all0, ...states0]) => {
        const dStates = tf.unstack(dy);
        const sums: tf.Tensor[] = [];
        for (let t = steps - 1; t >= 0; t--) {
          const dState = t < steps - 1 ? tf.add(dStates[t], tf.matMul(sums[t + 1], recurrent0, false, true)) : dStates[t];
          sums[t] = derivatives[activation](native, states0[t], dState);
        }
        const dSums: tf.Tensor2D = tf.concat2d(sums.map((sum) => tf.reshape(sum, [batch, units])), 0);
        const later = (steps - 1) * batch;
        return [
          tf.reshape(tf.matMul(dSums, kernel0, false, true), [steps, batch, inputs]),
          tf.matMul(flat0, dSums, true),
          tf.matMul(tf.slice(all0, [0, 0], [later, units]), tf.slice(dSums, [batch, 0], [later, units]), true),
          tf.sum(dSums, 0),
        ];
      },
    };
  });
}
