import * as tf from '@tensorflow/tfjs-core';
import type { RecurrentWeights } from '../cellTypes';
import { withGradient } from '../withGradient';
import { nativeOperations } from './operations';

/**
 * TensorFlow's `GRUBlockCell` and `GRUBlockCellGrad`, one operation per step; the weight gradients are two matrix
 * products over all steps. Its u is Keras's z; its gate order is r, u; in its matrices the rows of the kernel come
 * before those of the recurrent kernel.
 */
export function blockGRU(x: tf.Tensor3D, weights: RecurrentWeights): tf.Tensor3D {
  const native = nativeOperations();
  const [steps, batch, inputs] = x.shape;
  const units = weights.recurrentKernel.shape[0];
  const attributes = [native.float('T')];
  return withGradient<tf.Tensor3D>([x, weights.kernel, weights.recurrentKernel, weights.bias], (save) => {
    const [u, r, candidate] = tf.split(tf.concat([weights.kernel, weights.recurrentKernel], 0), 3, 1);
    const gates = tf.concat([r, u], 1);
    const [biasU, biasR, biasC] = tf.split(weights.bias, 3);
    const biasGates = tf.concat([biasR, biasU], 0);
    const inputSteps = tf.unstack(x);
    const perStep: tf.Tensor[][] = [];
    let state: tf.Tensor = tf.zeros([batch, units]);
    const zeroState = state;
    for (let t = 0; t < steps; t++) {
      const outputs = native.call(
        'GRUBlockCell',
        attributes,
        [inputSteps[t], state, gates, candidate, biasGates, biasC],
        4,
      );
      perStep.push(outputs);
      state = outputs[3];
    }
    const states = tf.stack(perStep.map((outputs) => outputs[3]));
    save([x, gates, candidate, biasGates, biasC, zeroState, states, ...inputSteps, ...perStep.flat()]);
    return {
      value: tf.reshape(states, [steps, batch, units]),
      gradients: (dy, [x0, gates0, candidate0, biasGates0, biasC0, zero0, states0, ...rest]) => {
        const xs = rest.slice(0, steps);
        const outputOf = (t: number, which: number): tf.Tensor => rest[steps + 4 * t + which];
        const dStates = tf.unstack(dy);
        const dx: tf.Tensor[] = [];
        const dGates: tf.Tensor[] = [];
        const dCandidates: tf.Tensor[] = [];
        let dh = dStates[steps - 1];
        for (let t = steps - 1; t >= 0; t--) {
          const before = t > 0 ? outputOf(t - 1, 3) : zero0;
          const [dxt, dBefore, dCandidate, dGate] = native.call(
            'GRUBlockCellGrad',
            attributes,
            [xs[t], before, gates0, candidate0, biasGates0, biasC0, outputOf(t, 0), outputOf(t, 1), outputOf(t, 2), dh],
            4,
          );
          dx[t] = dxt;
          dGates[t] = dGate;
          dCandidates[t] = dCandidate;
          if (t > 0) dh = tf.add(dBefore, dStates[t - 1]);
        }
        const rows = steps * batch;
        const flat = (tensor: tf.Tensor): tf.Tensor2D => tf.reshape(tensor, [rows, -1]);
        const before = tf.concat([tf.expandDims(zero0, 0), tf.slice(states0, 0, steps - 1)], 0);
        const resets = tf.stack(Array.from({ length: steps }, (_, t) => outputOf(t, 0)));
        const dGatesAll = tf.concat(dGates, 0);
        const dCandidatesAll = tf.concat(dCandidates, 0);
        const [dr, du] = tf.split(dGatesAll, 2, 1);
        // Columns z, r, then the candidate, which reads the state multiplied by r.
        const dzr = tf.concat([du, dr], 1);
        const kernel = tf.matMul(flat(x0), tf.concat([dzr, dCandidatesAll], 1), true);
        const recurrentKernel = tf.concat(
          [tf.matMul(flat(before), dzr, true), tf.matMul(flat(tf.mul(before, resets)), dCandidatesAll, true)],
          1,
        );
        const bias = tf.concat([tf.sum(dzr, 0), tf.sum(dCandidatesAll, 0)], 0);
        return [tf.reshape(tf.concat(dx, 0), [steps, batch, inputs]), kernel, recurrentKernel, bias];
      },
    };
  });
}
