import * as tf from '@tensorflow/tfjs-core';
import type { RecurrentLayerConfig } from '../../../config/schema/layers';
import { SteppedLSTM } from '../../kernels/typescript/stepped/lstmCell';
import { type MakeProduct, plainProduct } from '../../kernels/typescript/stepped/products';
import { constant, zeros } from '../../network/initializers';
import type { WeightSpec } from '../../network/parameters';
import type { RecurrentKernel } from '../../kernels/recurrentKernel';
import { affine } from '../dense';
import { normalized, normalizationEpsilon } from '../layerNormalization';
import { weightsOf } from './recurrentWeights';
import { steppedStates, type SteppedPlan } from './stepped';

export type LSTMConfig = Extract<RecurrentLayerConfig, { type: 'lstm' }>;

/** An LSTM that is more than the plain one. */
export function isFormed(config: RecurrentLayerConfig): config is LSTMConfig {
  return config.type === 'lstm' && (config.peepholes === true || config.layerNormalization === true);
}

/** What a form has beside kernel, recurrent kernel and bias. */
export function formWeights(prefix: string, { units, peepholes, layerNormalization }: LSTMConfig): WeightSpec[] {
  return [
    ...(peepholes ? [{ name: `${prefix}/peepholes`, shape: [3, units], initializer: zeros }] : []),
    ...(layerNormalization
      ? [
          { name: `${prefix}/kernelGamma`, shape: [4 * units], initializer: constant(1) },
          { name: `${prefix}/recurrentGamma`, shape: [4 * units], initializer: constant(1) },
          { name: `${prefix}/cellGamma`, shape: [units], initializer: constant(1) },
          { name: `${prefix}/cellBeta`, shape: [units], initializer: zeros },
        ]
      : []),
  ];
}

/**
 * States [T,B,H] of a form over x [T,B,D], each with its share of `noise` before it goes on. By the backend's own
 * operation where it has one.
 */
export function formedLSTM(
  config: LSTMConfig,
  kernel: RecurrentKernel,
  x: tf.Tensor3D,
  tensors: readonly tf.Tensor[],
  noise?: tf.Tensor3D,
): tf.Tensor3D {
  if (kernel.peepholeLSTM && config.peepholes && !config.layerNormalization && !noise) {
    return kernel.peepholeLSTM(x, weightsOf(tensors), tf.reshape(tensors[3], [3, config.units]));
  }
  return steppedStates(planLSTM(config, x, tensors, kernel.product ?? plainProduct), noise);
}

/** Any LSTM, step by step: the input's part of all steps is one matrix product, normalised where the form says so. */
export function planLSTM(
  { units, peepholes, layerNormalization }: LSTMConfig,
  x: tf.Tensor3D,
  tensors: readonly tf.Tensor[],
  product: MakeProduct,
): SteppedPlan {
  const [kernel, recurrentKernel, bias, ...more] = tensors;
  const ofPeepholes = peepholes ? more.slice(0, 1) : [];
  const [kernelGamma, ...gains] = layerNormalization ? more.slice(ofPeepholes.length) : [];
  const driven = layerNormalization
    ? tf.add<tf.Tensor3D>(tf.mul(normalized(affine(x, kernel)), kernelGamma), bias)
    : affine(x, kernel, bias);
  const sizes = { steps: x.shape[0], batch: x.shape[1], units };
  return {
    sizes,
    product,
    given: [driven, recurrentKernel, ...ofPeepholes, ...gains],
    cell: ([drivenValues, recurrentValues, ...rest], make) => {
      const [recurrentGamma, cellGamma, cellBeta] = rest.slice(ofPeepholes.length);
      return new SteppedLSTM(
        sizes,
        drivenValues,
        recurrentValues,
        {
          peepholes: peepholes ? rest[0] : undefined,
          normalization: layerNormalization
            ? { recurrentGamma, cellGamma, cellBeta, epsilon: normalizationEpsilon }
            : undefined,
        },
        make,
      );
    },
  };
}
