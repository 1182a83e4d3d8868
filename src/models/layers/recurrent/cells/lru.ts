import * as tf from '@tensorflow/tfjs-core';
import { SteppedComplex } from '../../../kernels/typescript/stepped/diagonalCells';
import { glorotUniform, type Initializer } from '../../../network/initializers';
import { affine } from '../../dense';
import { complexScan } from '../scans';
import { sizesOf } from '../stepped';
import type { MakeCell } from './recurrentCell';

/** Range of the initial moduli of the eigenvalues. */
const ring = { smallest: 0.5, largest: 0.99 };

/** nu = ln(-ln |lambda|), with |lambda|^2 uniform on the ring (Orvieto et al. 2023, lemma 3.2). */
const logDecays: Initializer = (values, _shape, random) => {
  const low = ring.smallest ** 2;
  const high = ring.largest ** 2;
  for (let i = 0; i < values.length; i++) values[i] = Math.log(-0.5 * Math.log(low + random.uniform() * (high - low)));
};

/** theta = ln(phase), the phase uniform on (0, pi]. */
const logPhases: Initializer = (values, _shape, random) => {
  for (let i = 0; i < values.length; i++) values[i] = Math.log(Math.PI * (1 - random.uniform()));
};

/** h_t = lambda h_{t-1} + sqrt(1 - |lambda|^2) x_t W over complex numbers, real parts first (Orvieto et al. 2023). */
export const lru: MakeCell<'lru'> = ({ units }) => ({
  weights: (prefix, inputs) => [
    { name: `${prefix}/kernel`, shape: [inputs, units], initializer: glorotUniform },
    { name: `${prefix}/logDecay`, shape: [units / 2], initializer: logDecays },
    { name: `${prefix}/logPhase`, shape: [units / 2], initializer: logPhases },
  ],
  plan: (x, tensors) => ({
    sizes: sizesOf(x, units),
    given: driven(units, x, tensors),
    cell: ([lambda, b]) => new SteppedComplex(lambda, b),
  }),
  run: (x, tensors, _kernel, noise) => {
    const [lambda, b] = driven(units, x, tensors);
    return complexScan(lambda, noise ? tf.add(b, noise) : b);
  },
});

/** lambda [2N] and b [T,B,2N] of h_t = lambda h_{t-1} + b_t, real parts first. */
function driven(
  units: number,
  x: tf.Tensor3D,
  [kernel, logDecay, logPhase]: readonly tf.Tensor[],
): [lambda: tf.Tensor1D, b: tf.Tensor3D] {
  const moduli = tf.exp(tf.neg(tf.exp(logDecay)));
  const phases = tf.exp(logPhase);
  const lambda: tf.Tensor1D = tf.reshape(
    tf.concat([tf.mul(moduli, tf.cos(phases)), tf.mul(moduli, tf.sin(phases))], 0),
    [units],
  );
  // Unit-variance white input then gives states of unit variance, whatever their decay.
  const scale = tf.sqrt(tf.sub(1, tf.square(moduli)));
  return [lambda, tf.mul(affine(x, kernel), tf.concat([scale, scale], 0))];
}
