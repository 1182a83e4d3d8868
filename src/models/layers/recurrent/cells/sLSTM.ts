import * as tf from '@tensorflow/tfjs-core';
import { SteppedExponential } from '../../../kernels/typescript/stepped/exponentialCell';
import { glorotUniform, type Initializer } from '../../../network/initializers';
import { affine } from '../../dense';
import { sizesOf } from '../stepped';
import type { MakeCell } from './recurrentCell';

/** Biases of the forget gates, equally spaced, so that units forget at many rates (as in xLSTM's code for mLSTM). */
export const forgetBiases = { least: 3, most: 6 };

const biases: Initializer = (values) => {
  const units = values.length / 4;
  const { least, most } = forgetBiases;
  for (let j = 0; j < units; j++) values[2 * units + j] = least + ((most - least) * j) / Math.max(1, units - 1);
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
  const width = units / heads;
  const headOf = (unit: number): number => Math.floor((unit % units) / width);
  const values = Float32Array.from({ length: 4 * units * units }, (_, at) =>
    headOf(Math.floor(at / (4 * units))) === headOf(at % (4 * units)) ? 1 : 0,
  );
  return tf.tensor2d(values, [units, 4 * units]);
}
