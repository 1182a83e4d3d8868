import * as tf from '@tensorflow/tfjs-core';
import { convolveCausally, convolveCausallyBackward } from '../../../kernels/typescript/causalConvolution';
import { scanSelectively, scanSelectivelyBackward } from '../../../kernels/typescript/selectiveScan';
import { withGradient } from '../../../kernels/withGradient';
import { constant, glorotUniform, type Initializer, logUniform } from '../../../network/initializers';
import { affine } from '../../dense';
import { valuesOf } from '../stepped';
import type { CellConfig, MakeCell } from './recurrentCell';

/** Range of the step sizes of a new cell at an input of zero (Gu and Dao 2023, section 3.6). */
const stepSizes = { smallest: 1e-3, largest: 0.1 };

/** Rank of the map to the step sizes: a sixteenth of the units, unless the config says another one. */
export const rankOf = ({ units, rank }: CellConfig<'mamba'>): number => rank ?? Math.ceil(units / 16);

/** Uniform on +-1/sqrt(rows), as the convolution and the map to the step sizes have it. */
const uniformByRows: Initializer = (values, [rows], random) => {
  for (let i = 0; i < values.length; i++) values[i] = (2 * random.uniform() - 1) / Math.sqrt(rows);
};

/** Biases b with softplus(b) log-uniform on the range of the step sizes. */
const ofStepSizes: Initializer = (values, _shape, random) => {
  const { smallest, largest } = stepSizes;
  for (let i = 0; i < values.length; i++) values[i] = Math.log(Math.expm1(logUniform(smallest, largest, random)));
};

/** ln 1, ..., ln N for every unit: S4D-Real (Gu et al. 2022). */
const logIntegers: Initializer = (values, [, stateSize]) => {
  for (let i = 0; i < values.length; i++) values[i] = Math.log(1 + (i % stateSize));
};

/**
 * Selective state space of Mamba (Gu and Dao 2023, section 3.4 and algorithm 2) without the projection of its output,
 * which the next layer has: u, z = x W; u = SiLU(conv(u)); (r, B, C) = u S; d = softplus(r W_d + b_d); x_t = exp(d_t A)
 * x_{t-1} + d_t B_t u_t; y_t = C_t x_t + D u_t; it hands on y SiLU(z). A = -exp(logRates). Columns of the kernel: u, z.
 */
export const mamba: MakeCell<'mamba'> = (config) => {
  const { units, stateSize, convolution } = config;
  const rank = rankOf(config);
  return {
    weights: (prefix, inputs) => [
      { name: `${prefix}/kernel`, shape: [inputs, 2 * units], initializer: glorotUniform },
      { name: `${prefix}/convolutionKernel`, shape: [convolution, units], initializer: uniformByRows },
      { name: `${prefix}/convolutionBias`, shape: [units], initializer: constant(0) },
      { name: `${prefix}/selectionKernel`, shape: [units, rank + 2 * stateSize], initializer: glorotUniform },
      { name: `${prefix}/stepKernel`, shape: [rank, units], initializer: uniformByRows },
      { name: `${prefix}/stepBias`, shape: [units], initializer: ofStepSizes },
      { name: `${prefix}/logRates`, shape: [units, stateSize], initializer: logIntegers },
      { name: `${prefix}/direct`, shape: [units], initializer: constant(1) },
    ],
    run: (x, [kernel, ofConvolution, convolutionBias, selection, stepKernel, stepBias, logRates, direct]) => {
      const [projected, gate]: tf.Tensor3D[] = tf.split(affine(x, kernel), 2, 2);
      const inputs = silu(convolved(projected, ofConvolution, convolutionBias));
      const [ranked, written, read]: tf.Tensor3D[] = tf.split(
        affine(inputs, selection),
        [rank, stateSize, stateSize],
        2,
      );
      const sizes: tf.Tensor3D = tf.softplus(affine(ranked, stepKernel, stepBias));
      const out = selectiveScan(inputs, sizes, tf.neg(tf.exp(logRates)), written, read, direct);
      return tf.mul(out, silu(gate));
    },
  };
};

const silu = (x: tf.Tensor3D): tf.Tensor3D => tf.mul(x, tf.sigmoid(x));

/** `convolveCausally` as one operation. */
function convolved(x: tf.Tensor3D, kernel: tf.Tensor, bias: tf.Tensor): tf.Tensor3D {
  return withGradient([x, kernel, bias], () => {
    const [steps, batch, width] = x.shape;
    const sizes = { steps, batch, width };
    const [values, weights] = [valuesOf(x), valuesOf(kernel)];
    return {
      value: tf.tensor3d(convolveCausally(sizes, values, weights, valuesOf(bias)), x.shape),
      gradients: (dy) => {
        const d = convolveCausallyBackward(sizes, values, weights, valuesOf(dy));
        return [tf.tensor3d(d.x, x.shape), tf.tensor(d.kernel, kernel.shape), tf.tensor(d.bias, bias.shape)];
      },
    };
  });
}

/** `scanSelectively` as one operation. */
function selectiveScan(
  inputs: tf.Tensor3D,
  sizes: tf.Tensor3D,
  rates: tf.Tensor,
  written: tf.Tensor3D,
  read: tf.Tensor3D,
  direct: tf.Tensor,
): tf.Tensor3D {
  return withGradient([inputs, sizes, rates, written, read, direct], () => {
    const [steps, batch, units] = inputs.shape;
    const scan = { steps, batch, units, stateSize: written.shape[2] };
    const drive = {
      inputs: valuesOf(inputs),
      stepSizes: valuesOf(sizes),
      rates: valuesOf(rates),
      written: valuesOf(written),
      read: valuesOf(read),
      direct: valuesOf(direct),
    };
    return {
      value: tf.tensor3d(scanSelectively(scan, drive), inputs.shape),
      gradients: (dy) => {
        const d = scanSelectivelyBackward(scan, drive, valuesOf(dy));
        return [
          tf.tensor3d(d.inputs, inputs.shape),
          tf.tensor3d(d.stepSizes, sizes.shape),
          tf.tensor(d.rates, rates.shape),
          tf.tensor3d(d.written, written.shape),
          tf.tensor3d(d.read, read.shape),
          tf.tensor(d.direct, direct.shape),
        ];
      },
    };
  });
}
