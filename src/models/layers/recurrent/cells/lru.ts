import * as tf from '@tensorflow/tfjs-core';
import { SteppedComplex } from '../../../kernels/typescript/stepped/diagonalCells';
import { glorotUniform, type Initializer, logUniform } from '../../../network/initializers';
import { affine } from '../../dense';
import { complexScan } from '../scans';
import { sizesOf } from '../stepped';
import type { CellConfig, MakeCell } from './recurrentCell';
import { stateSpaceFrequencies } from './stateSpaceFrequencies';

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

/** Range of the steps of the states of a state space (Smith et al. 2023, section 4.3). */
const timeSteps = { smallest: 1e-3, largest: 0.1 };
/** Smallest phase: that of a frequency of 0 has no logarithm. */
const leastPhase = 1e-8;

/**
 * The first logDecay and logPhase: of the ring, or of lambda = exp(d (-1/2 + i w_n)), the zero-order hold of a state
 * space with a step d for each state.
 */
function initializers({ units, initialization }: CellConfig<'lru'>): { decays: Initializer; phases: Initializer } {
  if (initialization === 'ring') return { decays: logDecays, phases: logPhases };
  const frequencies = stateSpaceFrequencies[initialization](units);
  const { smallest, largest } = timeSteps;
  // Both arrays come from the same steps. The decays are drawn first, as they stand first among the weights.
  let steps: number[] = [];
  return {
    decays: (values, _shape, random) => {
      steps = frequencies.map(() => logUniform(smallest, largest, random));
      values.set(steps.map((step) => Math.log(step / 2)));
    },
    phases: (values) => {
      values.set(steps.map((step, n) => Math.log(Math.max(leastPhase, step * frequencies[n]))));
    },
  };
}

/** h_t = lambda h_{t-1} + sqrt(1 - |lambda|^2) x_t W over complex numbers, real parts first (Orvieto et al. 2023). */
export const lru: MakeCell<'lru'> = (config) => ({
  weights: (prefix, inputs) => {
    const { units } = config;
    const { decays, phases } = initializers(config);
    return [
      { name: `${prefix}/kernel`, shape: [inputs, units], initializer: glorotUniform },
      { name: `${prefix}/logDecay`, shape: [units / 2], initializer: decays },
      { name: `${prefix}/logPhase`, shape: [units / 2], initializer: phases },
    ];
  },
  plan: (x, tensors) => ({
    sizes: sizesOf(x, config.units),
    given: driven(config.units, x, tensors),
    cell: ([lambda, b]) => new SteppedComplex(lambda, b),
  }),
  run: (x, tensors, _kernel, noise) => {
    const [lambda, b] = driven(config.units, x, tensors);
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
