import * as tf from '@tensorflow/tfjs-core';
import { plainProduct } from '../../../kernels/typescript/stepped/products';
import { constant, unitForgetBias, zeros } from '../../../network/initializers';
import type { WeightSpec } from '../../../network/parameters';
import { steppedStates } from '../stepped';
import { withBias } from './bias';
import { weightsOf } from './kernelWeights';
import { planLSTM } from './lstmPlan';
import { matrixCellWeights } from './matrixCell';
import { withNoise } from './noiseAsInput';
import type { CellConfig, MakeCell } from './recurrentCell';

/**
 * Gates i, f, g, o: c_t = f c_{t-1} + i g; h_t = o tanh(c_t) (Hochreiter and Schmidhuber 1997). Its variants, with
 * peepholes or layer normalisation, run step by step unless the backend has an operation for them.
 */
export const lstm: MakeCell<'lstm'> = (config) => ({
  weights: (prefix, inputs) => [
    ...matrixCellWeights(prefix, inputs, config.units, 4, { useBias: config.useBias, bias: unitForgetBias }),
    ...variantWeights(prefix, config),
  ],
  plan: (x, tensors) => planLSTM(config, x, withBias(tensors, config.useBias, 4 * config.units)),
  run: (x, own, kernel, noise) => {
    const { units, peepholes, layerNormalization, useBias } = config;
    const tensors = withBias(own, useBias, 4 * units);
    if (!peepholes && !layerNormalization)
      return withNoise((input, weights) => kernel.lstm(input, weights), x, weightsOf(tensors), noise);
    if (kernel.peepholeLSTM && peepholes && !layerNormalization && !noise)
      return kernel.peepholeLSTM(x, weightsOf(tensors), tf.reshape(tensors[3], [3, units]));
    return steppedStates(planLSTM(config, x, tensors), kernel.product ?? plainProduct, noise);
  },
});

/** Weights of a variant in addition to kernel, recurrent kernel and bias. */
function variantWeights(prefix: string, { units, peepholes, layerNormalization }: CellConfig<'lstm'>): WeightSpec[] {
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
