import * as tf from '@tensorflow/tfjs-core';
import { SteppedGRU } from '../../../kernels/typescript/stepped/gruCell';
import { plainProduct } from '../../../kernels/typescript/stepped/products';
import { SteppedResetAfterGRU } from '../../../kernels/typescript/stepped/resetAfterGRU';
import { sizesOf, steppedStates } from '../stepped';
import { withBias } from './bias';
import { weightsOf } from './kernelWeights';
import { drivenBy, matrixCellWeights } from './matrixCell';
import type { MakeCell, RecurrentCell } from './recurrentCell';

/**
 * Gates z, r, candidate g = tanh(x W + (r h_{t-1}) U + b): h_t = z h_{t-1} + (1 - z) g (Cho et al. 2014). With
 * `resetAfter`, g = tanh(x W + b + r (h_{t-1} U + c)), as in cuDNN and PyTorch; its bias [4H] ends with c.
 */
export const gru: MakeCell<'gru'> = ({ units, useBias, resetAfter = false }) => {
  const biasCount = (resetAfter ? 4 : 3) * units;
  const plan: RecurrentCell['plan'] = (x, own) => {
    const sizes = sizesOf(x, units);
    const tensors = withBias(own, useBias, biasCount);
    if (!resetAfter)
      return {
        sizes,
        given: drivenBy(x, tensors),
        cell: ([driven, recurrent], make) => new SteppedGRU(sizes, driven, recurrent, make),
      };
    const [bias, stateBias] = tf.split(tensors[2], [3 * units, units]);
    return {
      sizes,
      given: [...drivenBy(x, [tensors[0], tensors[1], bias]), stateBias],
      cell: ([driven, recurrent, c], make) => new SteppedResetAfterGRU(sizes, driven, recurrent, c, make),
    };
  };
  return {
    weights: (prefix, inputs) => matrixCellWeights(prefix, inputs, units, 3, { useBias, biasCount }),
    plan,
    // The reset gate multiplies the noisy state, so no kernel for whole sequences can be used.
    run: (x, own, kernel, noise) => {
      if (noise) return steppedStates(plan(x, own), kernel.product ?? plainProduct, noise);
      const weights = weightsOf(withBias(own, useBias, biasCount));
      return resetAfter ? kernel.resetAfterGRU(x, weights) : kernel.gru(x, weights);
    },
  };
};
