import * as tf from '@tensorflow/tfjs-core';
import type { RecurrentActivation, RecurrentWeights } from '../cellTypes';
import { withGradient } from '../withGradient';
import { nativeOperations, type NativeOperations } from './operations';

/** The small operations of a step, called directly: tfjs's wrapper around each costs more than the operation itself. */
interface StepOperations {
  readonly activate: (sum: tf.Tensor) => tf.Tensor;
  /** The gradient of the sum before the activation, computed from the state after it. */
  readonly derive: (state: tf.Tensor, dState: tf.Tensor) => tf.Tensor;
  /** a b + c, with b transposed if requested. */
  readonly multiplyAdd: (a: tf.Tensor, b: tf.Tensor, c: tf.Tensor, transposed: boolean) => tf.Tensor;
}

function stepOperations(native: NativeOperations, activation: RecurrentActivation): StepOperations {
  const type = [native.float('T')];
  const product = (transposed: boolean) => [
    native.flag('transpose_a', false),
    native.flag('transpose_b', transposed),
    ...type,
  ];
  const plain = product(false);
  const flipped = product(true);
  const one = (operation: string, inputs: readonly tf.Tensor[], attributes = type): tf.Tensor =>
    native.call(operation, attributes, inputs, 1)[0];
  const activations: Record<RecurrentActivation, Pick<StepOperations, 'activate' | 'derive'>> = {
    tanh: { activate: (sum) => one('Tanh', [sum]), derive: (state, dState) => one('TanhGrad', [state, dState]) },
    relu: { activate: (sum) => one('Relu', [sum]), derive: (state, dState) => one('ReluGrad', [dState, state]) },
    linear: { activate: (sum) => sum, derive: (_state, dState) => dState },
  };
  return {
    ...activations[activation],
    multiplyAdd: (a, b, c, transposed) => one('AddV2', [one('MatMul', [a, b], transposed ? flipped : plain), c]),
  };
}

/**
 * One matrix product for the inputs of all steps, three small operations per step, and products over all steps for the
 * weight gradients.
 */
export function steppedSimpleRNN(
  x: tf.Tensor3D,
  weights: RecurrentWeights,
  activation: RecurrentActivation,
): tf.Tensor3D {
  const { activate, derive, multiplyAdd } = stepOperations(nativeOperations(), activation);
  const [steps, batch, inputs] = x.shape;
  const units = weights.recurrentKernel.shape[0];
  return withGradient<tf.Tensor3D>([x, weights.kernel, weights.recurrentKernel, weights.bias], (save) => {
    const flat = tf.reshape(x, [steps * batch, inputs]);
    const driven = tf.split(tf.add(tf.matMul(flat, weights.kernel), weights.bias), steps, 0);
    const states: tf.Tensor[] = [];
    for (let t = 0; t < steps; t++) {
      states.push(activate(t > 0 ? multiplyAdd(states[t - 1], weights.recurrentKernel, driven[t], false) : driven[t]));
    }
    const all = tf.concat(states, 0);
    save([flat, weights.kernel, weights.recurrentKernel, all, ...states]);
    return {
      value: tf.reshape(all, [steps, batch, units]),
      gradients: (dy, [flat0, kernel0, recurrent0, all0, ...states0]) => {
        const dStates = tf.unstack(dy);
        const sums: tf.Tensor[] = [];
        for (let t = steps - 1; t >= 0; t--) {
          sums[t] = derive(
            states0[t],
            t < steps - 1 ? multiplyAdd(sums[t + 1], recurrent0, dStates[t], true) : dStates[t],
          );
        }
        const dSums = tf.reshape(tf.concat(sums, 0), [steps * batch, units]);
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
