import { SteppedGRU } from '../../../kernels/typescript/stepped/gruCell';
import { plainProduct } from '../../../kernels/typescript/stepped/products';
import { sizesOf, steppedStates } from '../stepped';
import { weightsOf } from './kernelWeights';
import { drivenBy, matrixCellWeights } from './matrixCell';
import type { MakeCell, RecurrentCell } from './recurrentCell';

/** Gates z, r, candidate g = tanh(x W + (r h_{t-1}) U + b): h_t = z h_{t-1} + (1 - z) g (Cho et al. 2014). */
export const gru: MakeCell<'gru'> = ({ units }) => {
  const plan: RecurrentCell['plan'] = (x, tensors) => {
    const sizes = sizesOf(x, units);
    return {
      sizes,
      given: drivenBy(x, tensors),
      cell: ([driven, recurrent], make) => new SteppedGRU(sizes, driven, recurrent, make),
    };
  };
  return {
    weights: (prefix, inputs) => matrixCellWeights(prefix, inputs, units, 3),
    plan,
    // The reset gate multiplies the noisy state, so no kernel for whole sequences can be used.
    run: (x, tensors, kernel, noise) =>
      noise
        ? steppedStates(plan(x, tensors), kernel.product ?? plainProduct, noise)
        : kernel.gru(x, weightsOf(tensors)),
  };
};
