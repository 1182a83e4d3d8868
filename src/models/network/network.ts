import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../base/random';
import type { NamedLayerConfig } from '../../config/schema/layers';
import type { Sequences } from '../../data/dataset';
import type { Batch } from '../training/batches';
import { DenseLayer } from '../layers/dense';
import { createLayer } from './createLayer';
import type { Layer, LayerOutput, Pass } from '../layers/layer';
import { lastOf } from '../layers/steps';
import type { Head, NetworkPlan } from './plan';
import type { RecurrentKernel } from '../kernels/recurrentKernel';

export interface NetworkOutput {
  /**
   * The outputs that the heads' losses are computed from, [T',B,F], T' = 1 for a target at the end; in the order of the
   * plan's heads.
   */
  readonly outputs: readonly tf.Tensor3D[];
  readonly penalty?: tf.Scalar;
}

/**
 * The layers, input side first, and their connections. Keeps no weights: callers pass them in, in the order of `layers`
 * and of each layer's `weights`.
 */
export class Network {
  readonly layers: readonly Layer[];
  /**
   * For every layer, whether a layer below samples its states, so that its input is not a function of the network's
   * input.
   */
  readonly drawsBelow: readonly boolean[];
  /** Names of layers that another layer reads. */
  private readonly read: ReadonlySet<string>;
  private readonly heads: ReadonlyMap<number, Head>;

  constructor(
    configs: readonly NamedLayerConfig[],
    inputs: Sequences,
    private readonly plan: NetworkPlan,
    kernel: RecurrentKernel,
  ) {
    this.layers = configs.map((config, index) =>
      createLayer(
        config,
        { inputs: plan.inputWidths[index], about: plan.aboutWidths[index] },
        plan.sequences[index],
        kernel,
        inputs.length,
      ),
    );
    this.drawsBelow = plan.ancestors.map((ancestors) => [...ancestors].some((from) => this.layers[from].stochastic));
    this.read = new Set([...plan.reads, ...plan.skips.flat()]);
    this.heads = new Map(plan.heads.map((head) => [head.layer, head]));
  }

  /** Computes the outputs that the losses are computed from. */
  predict(batch: Batch, weights: readonly tf.Tensor[], ofAll: Pass): NetworkOutput {
    return this.predictFrom(inputsOf(batch), batch, weights, ofAll);
  }

  /** The same for other inputs [T,B,D] than those of the batch, which may be differentiated. */
  predictFrom(inputs: tf.Tensor3D, batch: Batch, weights: readonly tf.Tensor[], ofAll: Pass): NetworkOutput {
    const pass = ofBatch(ofAll, batch);
    const flow = new Flow(inputs, pass);
    const outputs: tf.Tensor3D[] = [];
    let penalty: tf.Scalar | undefined;
    let used = 0;
    for (const [index, layer] of this.layers.entries()) {
      const own = weights.slice(used, (used += layer.weights.length));
      const x = flow.read(this.plan.reads[index], this.plan.skips[index]);
      const head = this.heads.get(index);
      if (head && layer instanceof DenseLayer) {
        outputs.push(layer.logits(head.at === 'end' ? lastOf(x, pass) : x, own));
        if (!this.read.has(layer.name)) continue;
      }
      const output = layer.apply(x, own, pass, flow.of);
      flow.pass(layer.name, output.values);
      if (output.penalty) penalty = penalty ? tf.add<tf.Scalar>(penalty, output.penalty) : output.penalty;
    }
    return { outputs, penalty };
  }

  /**
   * The logits of a head, the last layer of `way`, of which the first reads `states` and each other the one before it
   * alone.
   */
  logitsAlong(way: readonly number[], states: tf.Tensor3D, weights: readonly tf.Tensor[], pass: Pass): tf.Tensor3D {
    const first = this.layers.map((_, index) =>
      this.layers.slice(0, index).reduce((sum, layer) => sum + layer.weights.length, 0),
    );
    const head = this.layers[way[way.length - 1]];
    if (!(head instanceof DenseLayer)) throw new Error(`"${head.name}" is no head.`);
    const own = (index: number): readonly tf.Tensor[] =>
      weights.slice(first[index], first[index] + this.layers[index].weights.length);
    const read = way.slice(0, -1).reduce(
      (x, index) => {
        const layer = this.layers[index];
        return layer.apply(x, own(index), pass, () => x).values;
      },
      this.layers.find(({ name }) => name === this.plan.reads[way[0]])?.handedOn?.(states) ?? states,
    );
    return head.logits(read, own(way[way.length - 1]));
  }

  /**
   * The state of a layer at the last step, [1,B,units], of inputs [T,B,D]; its mean where the layer adds noise to it.
   */
  lastMeans(name: string, inputs: tf.Tensor3D, weights: readonly tf.Tensor[], pass: Pass): tf.Tensor3D {
    const end = this.layers.findIndex((layer) => layer.name === name);
    if (end < 0) throw new Error(`The network has no layer "${name}".`);
    const flow = new Flow(inputs, pass);
    let used = 0;
    for (const [index, layer] of this.layers.slice(0, end + 1).entries()) {
      const own = weights.slice(used, (used += layer.weights.length));
      if (index < end && !this.plan.ancestors[end].has(index)) continue;
      const output = layer.apply(flow.read(this.plan.reads[index], this.plan.skips[index]), own, pass, flow.of);
      if (index === end) {
        const all = output.conditional?.means ?? output.states ?? output.values;
        return lastOf(all, pass);
      }
      flow.pass(layer.name, output.values);
    }
    throw new Error('The loop ends at the layer.');
  }

  /** What a head reads, [T',B,D], T' = 1 for a target at the end. @param index of its layer */
  readBy(index: number, batch: Batch, weights: readonly tf.Tensor[], ofAll: Pass): tf.Tensor3D {
    const pass = ofBatch(ofAll, batch);
    const flow = new Flow(inputsOf(batch), pass);
    let used = 0;
    for (const [at, layer] of this.layers.slice(0, index).entries()) {
      const own = weights.slice(used, (used += layer.weights.length));
      if (!this.plan.ancestors[index].has(at)) continue;
      const x = flow.read(this.plan.reads[at], this.plan.skips[at]);
      flow.pass(layer.name, layer.apply(x, own, pass, flow.of).values);
    }
    const x = flow.read(this.plan.reads[index], this.plan.skips[index]);
    return this.heads.get(index)?.at === 'end' ? lastOf(x, pass) : x;
  }

  /** The output of every layer for a batch. */
  show(batch: Batch, weights: readonly tf.Tensor[], ofAll: Pass): LayerOutput[] {
    const pass = ofBatch(ofAll, batch);
    const flow = new Flow(inputsOf(batch), pass);
    let used = 0;
    return this.layers.map((layer, index) => {
      const output = layer.apply(
        flow.read(this.plan.reads[index], this.plan.skips[index]),
        weights.slice(used, (used += layer.weights.length)),
        pass,
        flow.of,
      );
      flow.pass(layer.name, output.values);
      return output;
    });
  }
}

/** The outputs of the layers so far. */
class Flow {
  private readonly byName = new Map<string, tf.Tensor3D>();

  constructor(
    input: tf.Tensor3D,
    private readonly ofPass: Pass,
  ) {
    this.pass('X', input);
  }

  pass(name: string, values: tf.Tensor3D): void {
    this.byName.set(name, values);
  }

  /**
   * The output of layer `name`, concatenated with those of the `skips`. They are cut to their last step, or repeated,
   * if their number of steps differs.
   */
  read(name: string, skips: readonly string[]): tf.Tensor3D {
    const first = this.of(name);
    const parts = skips.map((skip) => this.of(skip));
    if (parts.length === 0) return first;
    const steps = first.shape[0];
    return tf.concat([first, ...parts.map((part) => matching(part, steps, this.ofPass))], 2);
  }

  readonly of = (name: string): tf.Tensor3D => {
    const values = this.byName.get(name);
    if (!values) throw new Error(`Nothing came from "${name}"; the plan lets no layer read a later one.`);
    return values;
  };
}

function matching(part: tf.Tensor3D, steps: number, pass: Pass): tf.Tensor3D {
  const own = part.shape[0];
  if (own === steps) return part;
  return own === 1 ? tf.tile(part, [steps, 1, 1]) : lastOf(part, pass);
}

/** A pass whose layers use random streams of their own, forked from `random`. */
export function passOf(mode: Pass['mode'], random: Random, wholeStates = false): Pass {
  const streams = new Map<string, Random>();
  return {
    mode,
    wholeStates,
    randomFor: (layer) => {
      const stream = streams.get(layer) ?? random.fork(layer);
      streams.set(layer, stream);
      return stream;
    },
  };
}

const ofBatch = (pass: Pass, { lengths }: Batch): Pass => (lengths ? { ...pass, lengths } : pass);

function inputsOf({ inputs, steps, size, features }: Batch): tf.Tensor3D {
  return tf.tensor3d(inputs, [steps, size, features]);
}
