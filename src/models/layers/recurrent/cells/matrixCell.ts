import type * as tf from '@tensorflow/tfjs-core';
import { glorotUniform, type Initializer, orthogonal, zeros } from '../../../network/initializers';
import type { WeightSpec } from '../../../network/parameters';
import { affine } from '../../dense';

interface BiasOptions {
  readonly useBias?: boolean | undefined;
  readonly biasCount?: number;
  readonly bias?: Initializer;
}

/**
 * The weights of a cell with a recurrent matrix, in Keras's shapes and with its initial values: kernel [D,GH],
 * recurrent kernel [H,GH], bias [GH] for G gates, unless the options say another number or none.
 */
export function matrixCellWeights(
  prefix: string,
  inputs: number,
  units: number,
  gates: number,
  { useBias = true, biasCount = gates * units, bias = zeros }: BiasOptions = {},
): WeightSpec[] {
  const width = gates * units;
  return [
    { name: `${prefix}/kernel`, shape: [inputs, width], initializer: glorotUniform },
    { name: `${prefix}/recurrentKernel`, shape: [units, width], initializer: orthogonal },
    ...(useBias ? [{ name: `${prefix}/bias`, shape: [biasCount], initializer: bias }] : []),
  ];
}

/** The arguments of a cell with these weights that runs step by step: x W + b [T,B,GH], and the recurrent kernel. */
export function drivenBy(x: tf.Tensor3D, [kernel, recurrentKernel, bias]: readonly tf.Tensor[]): tf.Tensor[] {
  return [affine(x, kernel, bias), recurrentKernel];
}
