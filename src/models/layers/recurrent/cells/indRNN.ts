import * as tf from '@tensorflow/tfjs-core';
import { SteppedIndependent } from '../../../kernels/typescript/stepped/diagonalCells';
import { glorotUniform, uniformBetween, zeros } from '../../../network/initializers';
import { affine } from '../../dense';
import { independentScan } from '../scans';
import { sizesOf } from '../stepped';
import { drivenBy } from './matrixCell';
import type { MakeCell } from './recurrentCell';

/** h_t = f(x_t W + u h_{t-1} + b), each unit separately (Li et al. 2018). */
export const indRNN: MakeCell<'indRNN'> = ({ units, activation }) => ({
  weights: (prefix, inputs) => [
    { name: `${prefix}/kernel`, shape: [inputs, units], initializer: glorotUniform },
    { name: `${prefix}/recurrentKernel`, shape: [units], initializer: uniformBetween(0, 1) },
    { name: `${prefix}/bias`, shape: [units], initializer: zeros },
  ],
  plan: (x, tensors) => ({
    sizes: sizesOf(x, units),
    given: drivenBy(x, tensors),
    cell: ([driven, u]) => new SteppedIndependent(driven, u, activation),
  }),
  run: (x, [kernel, recurrentKernel, bias], _kernel, noise) =>
    independentScan(affine(x, kernel, bias), tf.reshape(recurrentKernel, [units]), activation, noise),
});
