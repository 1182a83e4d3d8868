import * as tf from '@tensorflow/tfjs-core';
import type { RecurrentLayerConfig } from '../../../config/schema/recurrentCells';
import { steppedCell } from '../../network/stepped/cells';
import { cellWeights } from './cell';
import { valuesOf } from './stepped';

/**
 * All that a cell carries to the next step, [T,B,S]: of an LSTM h and c, of a matrix state S itself, of Mamba the
 * window of its convolution and its states. Its recurrence runs again, in double precision, and takes the outputs as
 * they are: only what is behind them is computed.
 * @param x [T,B,D] what the cell reads @param outputs [T,B,H] without noise at the read-out
 * @param tensors the weights, in the order of `cellWeights`
 */
export function wholeStates(
  config: RecurrentLayerConfig,
  x: tf.Tensor3D,
  outputs: tf.Tensor3D,
  tensors: readonly tf.Tensor[],
): tf.Tensor3D {
  const [steps, batch, inputs] = x.shape;
  const weights = new Map(cellWeights('', config, inputs).map(({ name }, i) => [name.slice(1), tensors[i]]));
  const stepped = steppedCell(config, (name) => arrayOf(weights, name));
  const { width, units, carriedFrom = 0 } = stepped;
  const carried = width - carriedFrom;
  const [read, shown] = [valuesOf(x), valuesOf(outputs)];
  const all = new Float32Array(steps * batch * carried);
  const input = new Float64Array(inputs);
  let before = new Float64Array(batch * width);
  let after = new Float64Array(batch * width);
  for (let t = 0; t < steps; t++) {
    for (let b = 0; b < batch; b++) {
      const [row, at] = [t * batch + b, b * width];
      for (let j = 0; j < inputs; j++) input[j] = read[row * inputs + j];
      stepped.step(input, before, after, at);
      for (let j = 0; j < units; j++) after[at + j] = shown[row * units + j];
      for (let j = 0; j < carried; j++) all[row * carried + j] = after[at + carriedFrom + j];
    }
    [before, after] = [after, before];
  }
  return tf.tensor3d(all, [steps, batch, carried]);
}

function arrayOf(weights: ReadonlyMap<string, tf.Tensor>, name: string): Float32Array {
  const tensor = weights.get(name);
  if (!tensor) throw new Error(`The cell has no weights "${name}".`);
  return valuesOf(tensor);
}
