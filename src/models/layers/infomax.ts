import * as tf from '@tensorflow/tfjs-core';
import type { LayerConfig } from '../../config/schema/layers';
import type { WeightSpec } from '../network/parameters';
import { affine, affineWeights } from './dense';
import type { Layer, LayerOutput, Pass } from './layer';
import { stepOf } from './steps';

type InfomaxConfig = Extract<LayerConfig, { type: 'infomax' }> & { readonly name: string };

/** Units of the hidden layer and of the embedding, in both towers of the critic. */
const hidden = 32;
const embedding = 16;
/** Sequences that the critic compares, during and after training; ln of this number is the cap of InfoNCE. */
const criticGroup = 64;

/**
 * Returns its input, and trains the layers below to keep information (in the manner of Deep InfoMax, Hjelm et al.
 * 2019). A critic learns to separate the pair of an input h and its own companion y from pairs with the companions of
 * other sequences. Its estimate, times a weight, is subtracted from the loss. The critic is f(h, y) = a(h) . b(y) /
 * sqrt(16), where a and b each have one hidden layer. InfoNCE (van den Oord et al. 2018): E[f(h_i,y_i) - ln mean_j exp
 * f(h_i,y_j)], at most I and at most ln of the group size. JSD (Nowozin et al. 2016): E[-sp(-f(h_i,y_i))] -
 * E[sp(f(h_i,y_j))] + 2 ln 2, at most 2 ln 2 and no bound on I.
 */
export class InfomaxLayer implements Layer {
  readonly type = 'infomax';
  readonly recurrent = false;
  readonly stochastic = false;
  readonly name: string;
  readonly weights: readonly WeightSpec[];

  /** @param about width of the companion */
  constructor(
    private readonly config: InfomaxConfig,
    readonly units: number,
    about: number,
  ) {
    this.name = config.name;
    this.weights = [...tower(`${config.name}/state`, units), ...tower(`${config.name}/about`, about)];
  }

  apply(
    x: tf.Tensor3D,
    weights: readonly tf.Tensor[],
    pass: Pass,
    valuesOf?: (name: string) => tf.Tensor3D,
  ): LayerOutput {
    if (!valuesOf) throw new Error('A critic has to see what it is about.');
    const [states, companions] = this.pairs(x, valuesOf);
    const nats = this.scores(embed(states, weights.slice(0, 4)), embed(companions, weights.slice(4)));
    const { critic: kind, about } = this.config;
    if (pass.mode === 'show')
      return { values: x, critic: { nats, kind, about, group: Math.min(criticGroup, x.shape[1]) } };
    return { values: x, penalty: tf.mul<tf.Scalar>(tf.sum(nats), -this.config.weight) };
  }

  /** States and companions of the same steps; with `future`, the companion is the input one step later. */
  private pairs(x: tf.Tensor3D, valuesOf: (name: string) => tf.Tensor3D): [tf.Tensor3D, tf.Tensor3D] {
    const { about } = this.config;
    const [steps, batch, units] = x.shape;
    if (about === 'future') {
      const input = valuesOf('X');
      return [
        tf.slice(x, [0, 0, 0], [steps - 1, batch, units]),
        tf.slice(input, [1, 0, 0], [steps - 1, batch, input.shape[2]]),
      ];
    }
    const other = valuesOf(about);
    if (other.shape[0] === steps) return [x, other];
    return [x, steps === 1 ? stepOf(other, other.shape[0] - 1) : tf.tile(other, [steps, 1, 1])];
  }

  private scores(states: tf.Tensor3D, companions: tf.Tensor3D): tf.Tensor3D {
    const [steps, batch] = states.shape;
    const groups = Math.max(1, Math.round(batch / criticGroup));
    const parts = Array.from({ length: groups }, (_, group) => {
      const from = Math.floor((group * batch) / groups);
      const size = Math.floor(((group + 1) * batch) / groups) - from;
      const own = (all: tf.Tensor3D): tf.Tensor3D => tf.slice(all, [0, from, 0], [steps, size, embedding]);
      // [T,B,B]: one row per state, one column per companion.
      const all = tf.mul<tf.Tensor3D>(tf.matMul(own(states), own(companions), false, true), 1 / Math.sqrt(embedding));
      return this.config.critic === 'infoNCE' ? infoNCE(all) : jensenShannon(all);
    });
    return groups === 1 ? parts[0] : tf.concat(parts, 1);
  }
}

function tower(prefix: string, inputs: number): WeightSpec[] {
  return [
    ...affineWeights(`${prefix}/hidden`, inputs, hidden),
    ...affineWeights(`${prefix}/embedding`, hidden, embedding),
  ];
}

function embed(x: tf.Tensor3D, [kernel, bias, second, secondBias]: readonly tf.Tensor[]): tf.Tensor3D {
  return affine(tf.relu(affine(x, kernel, bias)), second, secondBias);
}

/** @param scores [T,B,B], with the matching pairs on the diagonal */
function infoNCE(scores: tf.Tensor3D): tf.Tensor3D {
  const size = scores.shape[1];
  const rest = tf.logSumExp(scores, 2, true);
  return tf.add<tf.Tensor3D>(tf.sub(diagonal(scores), rest), Math.log(size));
}

function jensenShannon(scores: tf.Tensor3D): tf.Tensor3D {
  const size = scores.shape[1];
  const own = diagonal(scores);
  const others = tf.div(tf.sub(tf.sum(tf.softplus(scores), 2, true), tf.softplus(own)), Math.max(1, size - 1));
  return tf.sub<tf.Tensor3D>(tf.sub(2 * Math.LN2, tf.softplus(tf.neg(own))), others);
}

/** [T,B,1] */
function diagonal(scores: tf.Tensor3D): tf.Tensor3D {
  return tf.sum(tf.mul(scores, tf.eye(scores.shape[1])), 2, true);
}
