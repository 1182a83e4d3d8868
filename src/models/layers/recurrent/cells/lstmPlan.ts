import * as tf from '@tensorflow/tfjs-core';
import { SteppedLSTM } from '../../../kernels/typescript/stepped/lstmCell';
import { affine } from '../../dense';
import { normalized, normalizationEpsilon } from '../../layerNormalization';
import { sizesOf, type SteppedPlan } from '../stepped';
import type { CellConfig } from './recurrentCell';

/** Any LSTM, step by step. The input's contribution to all steps is one product, normalised if the variant says so. */
export function planLSTM(
  { units, peepholes, layerNormalization }: CellConfig<'lstm'>,
  x: tf.Tensor3D,
  tensors: readonly tf.Tensor[],
): SteppedPlan {
  const [kernel, recurrentKernel, bias, ...more] = tensors;
  const ofPeepholes = peepholes ? more.slice(0, 1) : [];
  const [kernelGamma, ...gains] = layerNormalization ? more.slice(ofPeepholes.length) : [];
  const driven = layerNormalization
    ? tf.add<tf.Tensor3D>(tf.mul(normalized(affine(x, kernel)), kernelGamma), bias)
    : affine(x, kernel, bias);
  const sizes = sizesOf(x, units);
  return {
    sizes,
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
