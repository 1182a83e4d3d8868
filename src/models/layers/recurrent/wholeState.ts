import * as tf from '@tensorflow/tfjs-core';
import { innerBottleneck } from '../../../config/layers/layerTraits';
import type { RecurrentLayerConfig } from '../../../config/schema/recurrentCells';
import { steppedCell } from '../../network/stepped/cells';
import type { SteppedLayer } from '../../network/stepped/steppedLayer';
import type { StepGates } from '../../stepGates';
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
  const [steps, batch] = x.shape;
  const stepped = steppedOf(config, x, tensors);
  const { width, units, carriedFrom = 0 } = stepped;
  const carried = width - carriedFrom;
  const all = new Float32Array(steps * batch * carried);
  runAgain(stepped, x, outputs, (row, after, at, shown) => {
    for (let j = 0; j < units; j++) after[at + j] = shown[row * units + j];
    for (let j = 0; j < carried; j++) all[row * carried + j] = after[at + carriedFrom + j];
  });
  return tf.tensor3d(all, [steps, batch, carried]);
}

/**
 * The gates of a cell at every step, which the kernels do not hand out: the recurrence runs again, in double precision,
 * from the outputs of the step before. Empty where the cell has none. Arguments as of `wholeStates`.
 */
export function stepGates(
  config: RecurrentLayerConfig,
  x: tf.Tensor3D,
  outputs: tf.Tensor3D,
  tensors: readonly tf.Tensor[],
): StepGates[] {
  const [steps, batch] = x.shape;
  const stepped = steppedOf(config, x, tensors);
  const { units, gates = [] } = stepped;
  const width = gates.reduce((sum, { length }) => sum + length, 0);
  if (width === 0) return [];
  const values = new Float64Array(steps * batch * width);
  let error = 0;
  runAgain(stepped, x, outputs, (row, after, at, shown) => {
    let to = row * width;
    for (const gate of gates) {
      values.set(gate, to);
      to += gate.length;
    }
    for (let j = 0; j < units; j++) {
      const output = shown[row * units + j];
      error = Math.max(error, Math.abs(after[at + j] - output) / (1 + Math.abs(output)));
      after[at + j] = output;
    }
  });
  const draws = innerBottleneck(config) !== undefined || config.noise?.placement === 'recurrent';
  return [{ values, width, ...(!draws && { error }) }];
}

function steppedOf(config: RecurrentLayerConfig, x: tf.Tensor3D, tensors: readonly tf.Tensor[]): SteppedLayer {
  const weights = new Map(cellWeights('', config, x.shape[2]).map(({ name }, i) => [name.slice(1), tensors[i]]));
  return steppedCell(config, (name) => arrayOf(weights, name));
}

/** @param visit what one step gave of row t B + b, from `after[at]` on; it puts the network's outputs in their place */
function runAgain(
  stepped: SteppedLayer,
  x: tf.Tensor3D,
  outputs: tf.Tensor3D,
  visit: (row: number, after: Float64Array, at: number, shown: Float32Array) => void,
): void {
  const [steps, batch, inputs] = x.shape;
  const { width } = stepped;
  const [read, shown] = [valuesOf(x), valuesOf(outputs)];
  const input = new Float64Array(inputs);
  let before = new Float64Array(batch * width);
  let after = new Float64Array(batch * width);
  for (let t = 0; t < steps; t++) {
    for (let b = 0; b < batch; b++) {
      const [row, at] = [t * batch + b, b * width];
      for (let j = 0; j < inputs; j++) input[j] = read[row * inputs + j];
      stepped.step(input, before, after, at);
      visit(row, after, at, shown);
    }
    [before, after] = [after, before];
  }
}

function arrayOf(weights: ReadonlyMap<string, tf.Tensor>, name: string): Float32Array {
  const tensor = weights.get(name);
  if (!tensor) throw new Error(`The cell has no weights "${name}".`);
  return valuesOf(tensor);
}
