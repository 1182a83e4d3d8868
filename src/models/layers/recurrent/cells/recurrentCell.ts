import type * as tf from '@tensorflow/tfjs-core';
import type { RecurrentLayerConfig } from '../../../../config/schema/recurrentCells';
import type { RecurrentKernel } from '../../../kernels/recurrentKernel';
import type { WeightSpec } from '../../../network/parameters';
import type { SteppedPlan } from '../stepped';

export type CellType = RecurrentLayerConfig['type'];
export type CellConfig<Type extends CellType> = Extract<RecurrentLayerConfig, { type: Type }>;

/** A recurrent cell with its settings. Tensors of its weights come in the order of `weights`. */
export interface RecurrentCell {
  /**
   * @param prefix start of the weights' names
   * @param inputs features D of the cell's input
   */
  weights(prefix: string, inputs: number): WeightSpec[];
  /**
   * The cell one step at a time over x [T,B,D], for states that are changed between steps. Absent where the recurrence
   * does not read the output, so that no change of it could go on; then `run` is there.
   */
  readonly plan?: (x: tf.Tensor3D, tensors: readonly tf.Tensor[]) => SteppedPlan;
  /**
   * States [T,B,H] over x [T,B,D], with `noise` [T,B,H] added before the next step reads them. Absent if `plan` is used
   * for this too.
   */
  run?(
    x: tf.Tensor3D,
    tensors: readonly tf.Tensor[],
    kernel: RecurrentKernel,
    noise: tf.Tensor3D | undefined,
  ): tf.Tensor3D;
  /** What the next layer reads of a state [T,B,H]; the state itself if absent. */
  handedOn?(states: tf.Tensor3D): tf.Tensor3D;
}

/** Makes a cell from its part of a config. */
export type MakeCell<Type extends CellType> = (config: CellConfig<Type>) => RecurrentCell;
