import { SteppedSimpleRNN } from '../../../kernels/typescript/stepped/simpleCell';
import { sizesOf } from '../stepped';
import { weightsOf } from './kernelWeights';
import { drivenBy, matrixCellWeights } from './matrixCell';
import { withNoise } from './noiseAsInput';
import type { MakeCell } from './recurrentCell';

/** h_t = f(x_t W + h_{t-1} U + b) (Elman 1990). */
export const simpleRNN: MakeCell<'simpleRNN'> = ({ units, activation }) => ({
  weights: (prefix, inputs) => matrixCellWeights(prefix, inputs, units, 1),
  plan: (x, tensors) => {
    const sizes = sizesOf(x, units);
    return {
      sizes,
      given: drivenBy(x, tensors),
      cell: ([driven, recurrent], make) => new SteppedSimpleRNN(sizes, driven, recurrent, activation, make),
    };
  },
  run: (x, tensors, kernel, noise) =>
    withNoise((input, weights) => kernel.simpleRNN(input, weights, activation), x, weightsOf(tensors), noise),
});
