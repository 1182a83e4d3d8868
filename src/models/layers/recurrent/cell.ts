import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../../base/random';
import type { RecurrentLayerConfig } from '../../../config/schema/layers';
import { glorotUniform, orthogonal, unitForgetBias, zeros } from '../../network/initializers';
import type { WeightSpec } from '../../network/parameters';
import type { RecurrentWeights } from '../../kernels/cellTypes';
import type { RecurrentKernel } from '../../kernels/recurrentKernel';
import { diagonalWeights, isDiagonal, runDiagonal } from './diagonalCell';
import { normals } from '../draw';
import { bottleneckWeights } from './innerBottleneck';
import { formedLSTM, formWeights, isFormed } from './lstmVariants';
import { noisyGRU } from './noisyGRU';
import { weightsOf } from './recurrentWeights';

type KernelCellConfig = Extract<RecurrentLayerConfig, { type: 'simpleRNN' | 'lstm' | 'gru' }>;

const gates = { simpleRNN: 1, lstm: 4, gru: 3 } as const;

/**
 * The weights of a recurrent layer, in Keras's shapes and with its initial values where it has the cell; last those of
 * its own bottleneck.
 */
export function cellWeights(prefix: string, config: RecurrentLayerConfig, inputs: number): WeightSpec[] {
  return [...plainWeights(prefix, config, inputs), ...bottleneckWeights(prefix, config)];
}

function plainWeights(prefix: string, config: RecurrentLayerConfig, inputs: number): WeightSpec[] {
  if (isDiagonal(config)) return diagonalWeights(prefix, config, inputs);
  const width = gates[config.type] * config.units;
  return [
    { name: `${prefix}/kernel`, shape: [inputs, width], initializer: glorotUniform },
    { name: `${prefix}/recurrentKernel`, shape: [config.units, width], initializer: orthogonal },
    { name: `${prefix}/bias`, shape: [width], initializer: config.type === 'lstm' ? unitForgetBias : zeros },
    ...(isFormed(config) ? formWeights(prefix, config) : []),
  ];
}

/** States [T,B,H] of a cell over x [T,B,D]; with recurrent noise they carry it, read-out noise is left to the layer. */
export function runCell(
  config: RecurrentLayerConfig,
  kernel: RecurrentKernel,
  x: tf.Tensor3D,
  tensors: readonly tf.Tensor[],
  random: () => Random,
): tf.Tensor3D {
  const [steps, batch] = x.shape;
  const noise =
    config.noise?.placement === 'recurrent'
      ? normals([steps, batch, config.units], Math.sqrt(config.noise.variance), random())
      : undefined;
  if (isDiagonal(config)) return runDiagonal(config, x, tensors, noise);
  if (isFormed(config)) return formedLSTM(config, kernel, x, tensors, noise);
  const weights = weightsOf(tensors);
  if (!noise) return runKernel(config, kernel, x, weights);
  if (config.type === 'gru') return noisyGRU(x, weights, noise);
  return tf.add(runKernel(config, kernel, ...withNoiseAsInput(x, weights, noise)), noise);
}

function runKernel(
  config: KernelCellConfig,
  kernel: RecurrentKernel,
  x: tf.Tensor3D,
  weights: RecurrentWeights,
): tf.Tensor3D {
  switch (config.type) {
    case 'simpleRNN':
      return kernel.simpleRNN(x, weights, config.activation);
    case 'lstm':
      return kernel.lstm(x, weights);
    case 'gru':
      return kernel.gru(x, weights);
  }
}

/**
 * Where the state enters only through the product h U, its noise n does through n U: the noisy recurrence is the plain
 * one with n_{t-1} as a further input, weighted by U, and needs no kernel of its own.
 */
function withNoiseAsInput(
  x: tf.Tensor3D,
  weights: RecurrentWeights,
  noise: tf.Tensor3D,
): [tf.Tensor3D, RecurrentWeights] {
  const [steps, batch, units] = noise.shape;
  const before: tf.Tensor3D = tf.concat(
    [tf.zeros<tf.Rank.R3>([1, batch, units]), tf.slice(noise, [0, 0, 0], [steps - 1, batch, units])],
    0,
  );
  return [tf.concat([x, before], 2), { ...weights, kernel: tf.concat([weights.kernel, weights.recurrentKernel], 0) }];
}
