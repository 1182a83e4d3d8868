import * as tf from '@tensorflow/tfjs-core';
import type { LayerConfig } from '../../config/schema/layers';
import type { WeightSpec } from '../parameters';
import type { RecurrentKernel } from '../recurrentKernel';
import { cellWeights, runCell } from './cell';
import { normals } from './draw';
import type { Layer, LayerOutput, Pass } from './layer';
import { stepOf } from './recurrent';

type BidirectionalConfig = Extract<LayerConfig, { type: 'bidirectional' }> & { readonly name: string };
type MergeMode = BidirectionalConfig['mergeMode'];

const merge: Record<MergeMode, (forward: tf.Tensor3D, backward: tf.Tensor3D) => tf.Tensor3D> = {
  concat: (forward, backward) => tf.concat([forward, backward], 2),
  sum: (forward, backward) => tf.add(forward, backward),
  ave: (forward, backward) => tf.mul(tf.add(forward, backward), 0.5),
  mul: (forward, backward) => tf.mul(forward, backward),
};

/** The variance of merged read-out noise over that of one direction; a product's noise is not Gaussian. */
const noiseGain: Record<MergeMode, number | undefined> = { concat: 1, sum: 2, ave: 0.5, mul: undefined };

/** A recurrent layer run both ways in time. Where the last step alone is handed on, it is each direction's own last (as in Keras). */
export class BidirectionalLayer implements Layer {
  readonly type = 'bidirectional';
  readonly recurrent = true;
  readonly stochastic: boolean;
  readonly name: string;
  readonly units: number;
  readonly weights: readonly WeightSpec[];

  constructor(private readonly config: BidirectionalConfig, inputs: number, private readonly sequences: boolean, private readonly kernel: RecurrentKernel) {
    const cell = config.layer;
    this.name = config.name;
    this.stochastic = cell.noise !== undefined;
    this.units = config.mergeMode === 'concat' ? 2 * cell.units : cell.units;
    this.weights = [...cellWeights(`${config.name}/forward`, cell, inputs), ...cellWeights(`${config.name}/backward`, cell, inputs)];
  }

  apply(x: tf.Tensor3D, weights: readonly tf.Tensor[], pass: Pass): LayerOutput {
    const { layer: cell, mergeMode } = this.config;
    const random = () => pass.randomFor(this.name);
    const forward = runCell(cell, this.kernel, x, weights.slice(0, 3), random);
    const backward = tf.reverse(runCell(cell, this.kernel, tf.reverse(x, 0), weights.slice(3), random), 0);
    const variance = cell.noise?.placement === 'readout' ? cell.noise.variance : 0;
    const read = (states: tf.Tensor3D): tf.Tensor3D => (variance > 0 ? tf.add(states, normals(states.shape, Math.sqrt(variance), random())) : states);
    const noisyForward = read(forward);
    const noisyBackward = read(backward);
    const states = merge[mergeMode](noisyForward, noisyBackward);
    const gain = noiseGain[mergeMode];
    return {
      values: this.sequences ? states : merge[mergeMode](stepOf(noisyForward, forward.shape[0] - 1), stepOf(noisyBackward, 0)),
      states,
      ...(variance > 0 && gain !== undefined && { conditional: { means: merge[mergeMode](forward, backward), variances: gain * variance } }),
    };
  }
}
