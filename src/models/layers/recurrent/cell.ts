import type * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../../base/random';
import { stepNoise } from '../../../config/layers/layerTraits';
import type { RecurrentLayerConfig } from '../../../config/schema/recurrentCells';
import type { RecurrentKernel } from '../../kernels/recurrentKernel';
import { plainProduct } from '../../kernels/typescript/stepped/products';
import type { WeightSpec } from '../../network/parameters';
import { normals } from '../draw';
import { cellFor } from './cells/table';
import { bottleneckWeights } from './innerBottleneck';
import { steppedStates } from './stepped';

/** The weights of a recurrent layer: those of its cell, then those of its bottleneck. */
export function cellWeights(prefix: string, config: RecurrentLayerConfig, inputs: number): WeightSpec[] {
  return [...cellFor(config).weights(prefix, inputs), ...bottleneckWeights(prefix, config)];
}

/**
 * States [T,B,H] of a cell over x [T,B,D]. They include recurrent noise; the layer adds read-out noise.
 * @param given the recurrent noise; drawn where absent
 */
export function runCell(
  config: RecurrentLayerConfig,
  kernel: RecurrentKernel,
  x: tf.Tensor3D,
  tensors: readonly tf.Tensor[],
  random: () => Random,
  given?: tf.Tensor3D,
): tf.Tensor3D {
  const [steps, batch] = x.shape;
  const variance = stepNoise(config);
  const noise =
    variance === undefined
      ? undefined
      : (given ?? normals([steps, batch, config.units], Math.sqrt(variance), random()));
  const cell = cellFor(config);
  if (cell.run) return cell.run(x, tensors, kernel, noise);
  if (!cell.plan) throw new Error(`The cell ${config.type} runs neither whole nor by steps.`);
  return steppedStates(cell.plan(x, tensors), kernel.product ?? plainProduct, noise);
}
