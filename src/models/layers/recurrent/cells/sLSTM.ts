import * as tf from '@tensorflow/tfjs-core';
import { SteppedExponential } from '../../../kernels/typescript/stepped/exponentialCell';
import { glorotUniform, type Initializer } from '../../../network/initializers';
import { affine } from '../../dense';
import { sizesOf } from '../stepped';
import type { MakeCell } from './recurrentCell';

/**
 * Sets the biases of forget gates, equally spaced from 3 to 6, so that they forget at many rates (as in xLSTM's code
 * for mLSTM).
 */
export function setForgetBiases(biases: Float32Array): void {
  for (let j = 0; j < biases.length; j++) biases[j] = 3 + (3 * j) / Math.max(1, biases.length - 1);
}

/** The head that a unit, or a column of a kernel of all gates, is of. */
export const headOf = (place: number, units: number, heads: number): number =>
  Math.floor(((place % units) * heads) / units);

const biases: Initializer = (values) => {
  const units = values.length / 4;
  setForgetBiases(values.subarray(2 * units, 3 * units));
};

/**
 * Scalar memory with exponential input gates, whose heads mix the outputs of their own units (Beck et al. 2024, section
 * 2.2). Columns of the kernels: z, i, f, o. Rows of the recurrent kernel: the units of a head, of every head at once.
 */
export const sLSTM: MakeCell<'sLSTM'> = ({ units, heads }) => {
  const width = units / heads;
  return {
    weights: (prefix, inputs) => [
      { name: `${prefix}/kernel`, shape: [inputs, 4 * units], initializer: glorotUniform },
      { name: `${prefix}/recurrentKernel`, shape: [width, 4 * units], initializer: glorotUniform },
      { name: `${prefix}/bias`, shape: [4 * units], initializer: biases },
    ],
    plan: (x, [kernel, recurrent, bias]) => {
      const sizes = sizesOf(x, units);
      return {
        sizes,
        given: [
          affine(x, kernel, bias),
          heads === 1 ? recurrent : tf.mul(tf.tile(recurrent, [heads, 1]), blocks(units, heads)),
        ],
        cell: ([driven, matrix], make) => new SteppedExponential(sizes, driven, matrix, make),
      };
    },
  };
};

/** [H,4H]: 1 where the unit of a row and that of a column are of one head, else 0. */
function blocks(units: number, heads: number): tf.Tensor2D {
  const values = Float32Array.from({ length: 4 * units * units }, (_, at) =>
    headOf(Math.floor(at / (4 * units)), units, heads) === headOf(at % (4 * units), units, heads) ? 1 : 0,
  );
  return tf.tensor2d(values, [units, 4 * units]);
}
