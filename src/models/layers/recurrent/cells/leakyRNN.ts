import * as tf from '@tensorflow/tfjs-core';
import { SteppedLeaky } from '../../../kernels/typescript/stepped/leakyCell';
import type { RateFunction } from '../../../kernels/typescript/stepped/rates';
import { withGradient } from '../../../kernels/withGradient';
import { glorotUniform, zeros, type Initializer } from '../../../network/initializers';
import { scaleToRadius } from '../../../network/spectralRadius';
import { sizesOf } from '../stepped';
import { drivenBy } from './matrixCell';
import type { CellConfig, MakeCell } from './recurrentCell';

/** Spectral radius of a new matrix: activity neither dies out nor grows. */
const initialRadius = 1;

const rates: Readonly<Record<RateFunction, (states: tf.Tensor3D) => tf.Tensor3D>> = {
  relu: (states) => tf.relu(states),
  softplus: (states) => tf.softplus(states),
  tanh: (states) => tf.tanh(states),
  sigmoid: (states) => tf.sigmoid(states),
  linear: (states) => states,
};

/**
 * Leaky network of rates: s_t = (1 - a) s_{t-1} + a (f(s_{t-1}) W + x_t W_in + b); it hands on f(s_t) (Song, Yang and
 * Wang 2016). The noise sqrt(2 a v) N(0,1) of a step is added to s_t. With Dale's law the weights that leave unit i
 * (row i of W) are |w| and have its sign, as in PsychRNN (Ehrlich et al. 2021).
 */
export const leakyRNN: MakeCell<'leakyRNN'> = (config) => {
  const { units, leak, activation } = config;
  return {
    weights: (prefix, inputs) => [
      { name: `${prefix}/kernel`, shape: [inputs, units], initializer: glorotUniform },
      { name: `${prefix}/recurrentKernel`, shape: [units, units], initializer: connections(config) },
      { name: `${prefix}/bias`, shape: [units], initializer: zeros },
    ],
    plan: (x, [kernel, matrix, bias]) => {
      const sizes = sizesOf(x, units);
      return {
        sizes,
        given: drivenBy(x, [kernel, effective(config, matrix), bias]),
        cell: ([driven, recurrent], make) => new SteppedLeaky(sizes, driven, recurrent, leak, activation, make),
      };
    },
    handedOn: rates[activation],
  };
};

/** Number of units that excite. */
const excitatoryUnits = ({ excitatory, units }: CellConfig<'leakyRNN'>): number =>
  Math.round((excitatory ?? 1) * units);

/** The weights [H,H] of a recurrence as it multiplies by them: with the signs of Dale's law where it holds. */
export function signedWeights(config: CellConfig<'leakyRNN'>, values: ArrayLike<number>): number[] {
  if (config.excitatory === undefined) return Array.from(values);
  const exciting = excitatoryUnits(config) * config.units;
  return Array.from(values, (value, at) => (at < exciting ? 1 : -1) * Math.abs(value));
}

/** The matrix W that the recurrence multiplies by. */
function effective(config: CellConfig<'leakyRNN'>, matrix: tf.Tensor): tf.Tensor {
  const { units, excitatory, connectivity } = config;
  const connected = connectivity === undefined ? matrix : withoutNew(matrix);
  if (excitatory === undefined) return connected;
  const signs = Array.from({ length: units }, (_, i) => (i < excitatoryUnits(config) ? 1 : -1));
  return tf.mul(tf.abs(connected), tf.tensor2d(signs, [units, 1]));
}

/** The same matrix; a weight that is exactly zero is no connection, and has no gradient. */
function withoutNew(matrix: tf.Tensor): tf.Tensor {
  return withGradient([matrix], () => ({
    value: matrix.clone(),
    gradients: (dy) => [tf.mul(dy, tf.cast(tf.notEqual(matrix, 0), 'float32'))],
  }));
}

/**
 * Gaussian weights, those that do not exist zero, scaled to a spectral radius of 1. With Dale's law the weights of the
 * rarer kind of unit are larger by the ratio of their numbers, so that excitation and inhibition balance (Song et al.
 * 2016).
 */
function connections(config: CellConfig<'leakyRNN'>): Initializer {
  return (values, [units], random) => {
    const { excitatory, connectivity = 1 } = config;
    const exciting = excitatoryUnits(config);
    const inhibiting = units - exciting;
    const balanced = exciting > 0 && inhibiting > 0;
    const signed = new Float32Array(values.length);
    for (let i = 0, at = 0; i < units; i++) {
      const excites = i < exciting;
      const size = balanced && excitatory !== undefined ? 1 / (excites ? exciting : inhibiting) : 1;
      for (let j = 0; j < units; j++, at++) {
        const weight = size * random.normal();
        const exists = random.uniform() < connectivity;
        signed[at] = !exists ? 0 : excitatory === undefined ? weight : (excites ? 1 : -1) * Math.abs(weight);
      }
    }
    scaleToRadius(signed, units, initialRadius);
    for (let at = 0; at < values.length; at++)
      values[at] = excitatory === undefined ? signed[at] : Math.abs(signed[at]);
  };
}
