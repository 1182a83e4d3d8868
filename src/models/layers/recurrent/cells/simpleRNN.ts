import { SteppedSimpleRNN } from '../../../kernels/typescript/stepped/simpleCell';
import { sizesOf } from '../stepped';
import { withBias } from './bias';
import { weightsOf } from './kernelWeights';
import { drivenBy, matrixCellWeights } from './matrixCell';
import { withNoise } from './noiseAsInput';
import type { MakeCell } from './recurrentCell';

/** h_t = f(x_t W + h_{t-1} U + b) (Elman 1990). */
export const simpleRNN: MakeCell<'simpleRNN'> = ({ units, activation, useBias }) => ({
  weights: (prefix, inputs) => matrixCellWeights(prefix, inputs, units, 1, { useBias }),
  plan: (x, tensors) => {
    const sizes = sizesOf(x, units);
    return {
      sizes,
      given: drivenBy(x, withBias(tensors, useBias, units)),
      cell: ([driven, recurrent], make) => new SteppedSimpleRNN(sizes, driven, recurrent, activation, make),
    };
  },
  run: (x, tensors, kernel, noise) =>
    withNoise(
      (input, weights) => kernel.simpleRNN(input, weights, activation),
      x,
      weightsOf(withBias(tensors, useBias, units)),
      noise,
    ),
});
