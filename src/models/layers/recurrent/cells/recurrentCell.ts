import type * as tf from '@tensorflow/tfjs-core';
import type { RecurrentLayerConfig } from '../../../../config/schema/layers';
import type { RecurrentKernel } from '../../../kernels/recurrentKernel';
import type { WeightSpec } from '../../../network/parameters';
import type { SteppedPlan } from '../stepped';

export type CellType = RecurrentLayerConfig['type'];
export type CellConfig<Type extends CellType> = Extract<RecurrentLayerConfig, { type: Type }>;

/** A recurrent cell with its settings. Tensors of its weights come in the order of `weights`. */
export interface RecurrentCell {
  /** @param prefix what the names of the weights begin with; `inputs` the features D of what the cell reads */
  weights(prefix: string, inputs: number): WeightSpec[];
  /** The cell one step at a time over x [T,B,D]: for states that are changed before they go on. */
  plan(x: tf.Tensor3D, tensors: readonly tf.Tensor[]): SteppedPlan;
  /**
   * States [T,B,H] over x [T,B,D], each with its share of `noise` [T,B,H] before it goes on. Absent where `plan` serves
   * for this too.
   */
  run?(
    x: tf.Tensor3D,
    tensors: readonly tf.Tensor[],
    kernel: RecurrentKernel,
    noise: tf.Tensor3D | undefined,
  ): tf.Tensor3D;
}

/** How a cell is made from its part of a config. */
export type MakeCell<Type extends CellType> = (config: CellConfig<Type>) => RecurrentCell;
