import * as tf from '@tensorflow/tfjs-core';
import type { RecurrentLayerConfig } from '../../../config/schema/layers';
import { glorotUniform, uniformBetween, zeros, type Initializer } from '../../network/initializers';
import type { WeightSpec } from '../../network/parameters';
import { affine } from '../dense';
import { complexScan, independentScan, linearScan } from './scans';

/** Cells in which a unit's state feeds back to itself alone. */
type DiagonalConfig = Extract<RecurrentLayerConfig, { type: 'minGRU' | 'indRNN' | 'lru' }>;

export function isDiagonal(config: RecurrentLayerConfig): config is DiagonalConfig {
  return config.type === 'minGRU' || config.type === 'indRNN' || config.type === 'lru';
}

/** Moduli of an LRU's eigenvalues at the start lie on this ring. */
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

export function diagonalWeights(prefix: string, config: DiagonalConfig, inputs: number): WeightSpec[] {
  const { units } = config;
  const kernel = (width: number): WeightSpec => ({
    name: `${prefix}/kernel`,
    shape: [inputs, width],
    initializer: glorotUniform,
  });
  const bias = (width: number): WeightSpec => ({ name: `${prefix}/bias`, shape: [width], initializer: zeros });
  switch (config.type) {
    case 'minGRU':
      return [kernel(2 * units), bias(2 * units)];
    case 'indRNN':
      return [
        kernel(units),
        { name: `${prefix}/recurrentKernel`, shape: [units], initializer: uniformBetween(0, 1) },
        bias(units),
      ];
    case 'lru':
      return [
        kernel(units),
        { name: `${prefix}/logDecay`, shape: [units / 2], initializer: logDecays },
        { name: `${prefix}/logPhase`, shape: [units / 2], initializer: logPhases },
      ];
  }
}

/** States [T,B,H] over x [T,B,D], each with its share of `noise` before it goes on. */
export function runDiagonal(
  config: DiagonalConfig,
  x: tf.Tensor3D,
  weights: readonly tf.Tensor[],
  noise?: tf.Tensor3D,
): tf.Tensor3D {
  const plus = (b: tf.Tensor3D): tf.Tensor3D => (noise ? tf.add(b, noise) : b);
  switch (config.type) {
    case 'minGRU': {
      const [a, b] = drivenMinGRU(x, weights);
      return linearScan(a, plus(b));
    }
    case 'indRNN':
      return independentScan(
        affine(x, weights[0], weights[2]),
        tf.reshape(weights[1], [config.units]),
        config.activation,
        noise,
      );
    case 'lru': {
      const [lambda, b] = drivenLRU(config.units, x, weights);
      return complexScan(lambda, plus(b));
    }
  }
}

/** a = 1 - z and b = z g of h_t = a_t h_{t-1} + b_t, with the gate z and the candidate g of a minGRU, [T,B,H]. */
export function drivenMinGRU(x: tf.Tensor3D, weights: readonly tf.Tensor[]): [a: tf.Tensor3D, b: tf.Tensor3D] {
  const [gateSums, candidates]: tf.Tensor3D[] = tf.split(affine(x, weights[0], weights[1]), 2, 2);
  const gates = tf.sigmoid(gateSums);
  return [tf.sub(1, gates), tf.mul(gates, candidates)];
}

/** lambda [2N] and b [T,B,2N] of an LRU's h_t = lambda h_{t-1} + b_t, real parts first. */
export function drivenLRU(
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
  // White input of unit variance gives states of the same variance, however slowly they decay.
  const scale = tf.sqrt(tf.sub(1, tf.square(moduli)));
  return [lambda, tf.mul(affine(x, kernel), tf.concat([scale, scale], 0))];
}
