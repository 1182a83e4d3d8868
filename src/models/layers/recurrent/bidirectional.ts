import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../../base/random';
import { innerBottleneck } from '../../../config/layers/layerTraits';
import { stateKind, stateSize } from '../../../config/layers/wholeState';
import type { LayerConfig } from '../../../config/schema/layers';
import type { WeightSpec } from '../../network/parameters';
import type { RecurrentKernel } from '../../kernels/recurrentKernel';
import { cellWeights, runCell } from './cell';
import { normals } from '../draw';
import { ratePenalty, runDrawn } from './innerBottleneck';
import type { Layer, LayerOutput, Pass } from '../layer';
import type { StepGates } from '../../stepGates';
import { lastOf, reversed, turnInto } from '../steps';
import type { DrawnStates } from './stepped';
import { stepGates, wholeStates } from './wholeState';

type BidirectionalConfig = Extract<LayerConfig, { type: 'bidirectional' }> & { readonly name: string };
type MergeMode = BidirectionalConfig['mergeMode'];

const merge: Record<MergeMode, (forward: tf.Tensor3D, backward: tf.Tensor3D) => tf.Tensor3D> = {
  concat: (forward, backward) => tf.concat([forward, backward], 2),
  sum: (forward, backward) => tf.add(forward, backward),
  ave: (forward, backward) => tf.mul(tf.add(forward, backward), 0.5),
  mul: (forward, backward) => tf.mul(forward, backward),
};

/** Variance of the merged read-out noise relative to that of one direction; the noise of a product is not Gaussian. */
const noiseGain: Record<MergeMode, number | undefined> = { concat: 1, sum: 2, ave: 0.5, mul: undefined };

/**
 * A recurrent layer that runs in both directions of time. If it returns only the last step, each direction returns its
 * own last one (as in Keras). Its states are then those after the same number of steps of either direction, so that
 * the last of them is the one that is handed on; otherwise they are those of the same position.
 */
export class BidirectionalLayer implements Layer {
  readonly type = 'bidirectional';
  readonly recurrent = true;
  readonly stochastic: boolean;
  readonly name: string;
  readonly units: number;
  readonly stateSize: number | undefined;
  readonly weights: readonly WeightSpec[];

  constructor(
    private readonly config: BidirectionalConfig,
    inputs: number,
    private readonly sequences: boolean,
    private readonly kernel: RecurrentKernel,
  ) {
    const cell = config.layer;
    this.name = config.name;
    this.stochastic = cell.noise !== undefined || innerBottleneck(cell) !== undefined;
    this.stateSize = stateSize(config);
    this.units = config.mergeMode === 'concat' ? 2 * cell.units : cell.units;
    this.weights = [
      ...cellWeights(`${config.name}/forward`, cell, inputs),
      ...cellWeights(`${config.name}/backward`, cell, inputs),
    ];
  }

  apply(x: tf.Tensor3D, weights: readonly tf.Tensor[], pass: Pass): LayerOutput {
    const { layer: cell, mergeMode } = this.config;
    if (innerBottleneck(cell)) return this.drawn(x, weights, pass);
    const [forward, backward] = this.bothWays(
      weights,
      x,
      (input, own) => runCell(cell, this.kernel, input, own, () => pass.randomFor(this.name)),
      this.sequences ? (states) => reversed(states, pass) : (states) => states,
      pass,
    );
    const variance = cell.noise?.placement === 'readout' ? cell.noise.variance : 0;
    const read = (states: tf.Tensor3D): tf.Tensor3D =>
      variance > 0 ? tf.add(states, normals(states.shape, Math.sqrt(variance), pass.randomFor(this.name))) : states;
    const noisyForward = read(forward);
    const noisyBackward = read(backward);
    const gain = noiseGain[mergeMode];
    return {
      ...this.merged(noisyForward, noisyBackward, pass),
      ...(variance > 0 &&
        gain !== undefined && {
          conditional: { means: merge[mergeMode](forward, backward), variances: gain * variance },
        }),
      ...(pass.wholeStates && stateKind(this.config) === 'own' && { whole: this.whole(x, weights, pass) }),
      ...(pass.gates && { gates: this.gates(x, weights, pass) }),
    };
  }

  /** The states of the forward direction, then those of the backward one, in the order of the layer's own. */
  private whole(x: tf.Tensor3D, weights: readonly tf.Tensor[], pass: Pass): tf.Tensor3D {
    const { layer: cell } = this.config;
    const both = this.bothWays(
      weights,
      x,
      (input, own) =>
        wholeStates(
          cell,
          input,
          runCell(cell, this.kernel, input, own, () => pass.randomFor(this.name)),
          own,
        ),
      this.sequences ? (states) => reversed(states, pass) : (states) => states,
      pass,
    );
    return tf.concat(both, 2);
  }

  /** The gates of each direction, which runs again: what it draws is drawn anew, from the same law. */
  private gates(x: tf.Tensor3D, weights: readonly tf.Tensor[], pass: Pass): StepGates[] {
    const { layer: cell } = this.config;
    const random = (): Random => pass.randomFor(this.name);
    const both = this.bothWays(
      weights,
      x,
      (input, own) => {
        const outputs = innerBottleneck(cell)
          ? runDrawn(cell, this.kernel, input, own, random).states
          : runCell(cell, this.kernel, input, own, random);
        return stepGates(cell, input, outputs, own);
      },
      (gates) => gates.map((one) => ({ ...one, values: turned(one, x.shape, pass) })),
      pass,
    );
    return [
      ...both[0].map((one): StepGates => ({ ...one, direction: 'forward' })),
      ...both[1].map((one): StepGates => ({ ...one, direction: 'backward' })),
    ];
  }

  /** Each direction samples on its own. Given the input the two are independent, so their rates add up. */
  private drawn(x: tf.Tensor3D, weights: readonly tf.Tensor[], pass: Pass): LayerOutput {
    const { layer: cell } = this.config;
    const [forward, backward] = this.bothWays(
      weights,
      x,
      (input, own) => runDrawn(cell, this.kernel, input, own, () => pass.randomFor(this.name)),
      this.sequences ? (draws) => reversedDraws(draws, pass) : (draws) => draws,
      pass,
    );
    const half = weights.length / 2;
    return {
      ...this.merged(forward.states, backward.states, pass),
      ...(pass.gates && { gates: this.gates(x, weights, pass) }),
      ...(pass.mode === 'show'
        ? {
            transition: {
              means: tf.concat([forward.means, backward.means], 2),
              variances: tf.exp(tf.concat([forward.logVariances, backward.logVariances], 2)),
            },
          }
        : {
            penalty: tf.add<tf.Scalar>(
              ratePenalty(cell, forward, weights.slice(0, half), pass),
              ratePenalty(cell, backward, weights.slice(half), pass),
            ),
          }),
    };
  }

  /**
   * Applies the first half of the weights to the input, and the second half to the reversed input; `turn` puts that
   * output into the order of the states.
   */
  private bothWays<T>(
    weights: readonly tf.Tensor[],
    x: tf.Tensor3D,
    run: (input: tf.Tensor3D, own: readonly tf.Tensor[]) => T,
    turn: (outcome: T) => T,
    pass: Pass,
  ): [forward: T, backward: T] {
    const half = weights.length / 2;
    return [run(x, weights.slice(0, half)), turn(run(reversed(x, pass), weights.slice(half)))];
  }

  private merged(forward: tf.Tensor3D, backward: tf.Tensor3D, pass: Pass): Pick<LayerOutput, 'values' | 'states'> {
    const states = merge[this.config.mergeMode](forward, backward);
    return { values: this.sequences ? states : lastOf(states, pass), states };
  }
}

/** Gates of a backward direction by the places of their steps. */
function turned({ values, width }: StepGates, [steps, batch]: readonly number[], { lengths }: Pass): Float64Array {
  const result = values.slice();
  turnInto(result, values, [steps, batch, width], lengths ?? new Int32Array(batch).fill(steps));
  return result;
}

function reversedDraws({ states, means, logVariances }: DrawnStates, pass: Pass): DrawnStates {
  return { states: reversed(states, pass), means: reversed(means, pass), logVariances: reversed(logVariances, pass) };
}
