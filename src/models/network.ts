import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../base/random';
import type { NamedLayerConfig } from '../config/schema/layers';
import type { Sequences } from '../data/dataset';
import type { Batch } from './batches';
import { AttentionLayer } from './layers/attention';
import { BidirectionalLayer } from './layers/bidirectional';
import { BottleneckLayer } from './layers/bottleneck';
import { DenseLayer } from './layers/dense';
import { DropoutLayer } from './layers/dropout';
import { EmbeddingLayer } from './layers/embedding';
import type { Layer, LayerOutput, Pass } from './layers/layer';
import { NormalizationLayer } from './layers/layerNormalization';
import { RecurrentLayer, stepOf } from './layers/recurrent';
import type { NetworkPlan } from './plan';
import type { RecurrentKernel } from './recurrentKernel';

export interface NetworkOutput {
  /** What the loss is computed from, [T',B,F], T' = 1 for a target at the end. */
  readonly outputs: tf.Tensor3D;
  readonly penalty?: tf.Scalar;
}

/** The layers in a row. Holds no weights: they are passed in, in the order of `layers` and of each layer's `weights`. */
export class Network {
  readonly layers: readonly Layer[];

  constructor(configs: readonly NamedLayerConfig[], inputs: Sequences, private readonly plan: NetworkPlan, kernel: RecurrentKernel) {
    const layers: Layer[] = [];
    const widths = new Map([['X', inputs.features]]);
    let width = inputs.features;
    for (const [index, config] of configs.entries()) {
      const read = plan.skips[index].reduce((sum, name) => sum + (widths.get(name) ?? 0), width);
      const layer = createLayer(config, read, plan.sequences[index], kernel);
      layers.push(layer);
      width = layer.units;
      widths.set(layer.name, width);
    }
    this.layers = layers;
  }

  /** From a batch to what the loss is computed from. */
  predict(batch: Batch, weights: readonly tf.Tensor[], pass: Pass): NetworkOutput {
    const flow = new Flow(inputsOf(batch));
    let penalty: tf.Scalar | undefined;
    let used = 0;
    for (const [index, layer] of this.layers.entries()) {
      const own = weights.slice(used, used += layer.weights.length);
      const x = flow.read(this.plan.skips[index]);
      if (index === this.layers.length - 1 && layer instanceof DenseLayer) {
        const read = this.plan.head?.at === 'end' ? stepOf(x, x.shape[0] - 1) : x;
        return { outputs: layer.logits(read, own), penalty };
      }
      const output = layer.apply(x, own, pass);
      flow.pass(layer.name, output.values);
      if (output.penalty) penalty = penalty ? tf.add<tf.Scalar>(penalty, output.penalty) : output.penalty;
    }
    return { outputs: flow.read([]), penalty };
  }

  /** What every layer makes of a batch. */
  show(batch: Batch, weights: readonly tf.Tensor[], pass: Pass): LayerOutput[] {
    const flow = new Flow(inputsOf(batch));
    let used = 0;
    return this.layers.map((layer, index) => {
      const output = layer.apply(flow.read(this.plan.skips[index]), weights.slice(used, used += layer.weights.length), pass);
      flow.pass(layer.name, output.values);
      return output;
    });
  }
}

/** What the layers so far have handed on. */
class Flow {
  private readonly byName = new Map<string, tf.Tensor3D>();

  constructor(private last: tf.Tensor3D) {
    this.byName.set('X', last);
  }

  pass(name: string, values: tf.Tensor3D): void {
    this.byName.set(name, values);
    this.last = values;
  }

  /** The last output, beside those of the layers named: all their steps, or their last where there is no time any more. */
  read(skips: readonly string[]): tf.Tensor3D {
    const parts = skips.flatMap((name) => this.byName.get(name) ?? []);
    if (parts.length === 0) return this.last;
    const steps = this.last.shape[0];
    return tf.concat([this.last, ...parts.map((part) => (part.shape[0] === steps ? part : stepOf(part, part.shape[0] - 1)))], 2);
  }
}

/** A pass whose layers draw from streams of their own below `random`. */
export function passOf(mode: Pass['mode'], random: Random): Pass {
  const streams = new Map<string, Random>();
  return {
    mode,
    randomFor: (layer) => {
      const stream = streams.get(layer) ?? random.fork(layer);
      streams.set(layer, stream);
      return stream;
    },
  };
}

function inputsOf({ inputs, steps, size, features }: Batch): tf.Tensor3D {
  return tf.tensor3d(inputs, [steps, size, features]);
}

function createLayer(config: NamedLayerConfig, inputs: number, sequences: boolean, kernel: RecurrentKernel): Layer {
  switch (config.type) {
    case 'simpleRNN':
    case 'lstm':
    case 'gru':
    case 'minGRU':
    case 'indRNN':
    case 'lru': return new RecurrentLayer(config, inputs, sequences, kernel);
    case 'bidirectional': return new BidirectionalLayer(config, inputs, sequences, kernel);
    case 'embedding': return new EmbeddingLayer(config.name, config.units, inputs);
    case 'dense': return new DenseLayer(config, inputs);
    case 'dropout': return new DropoutLayer(config.name, inputs, config.rate);
    case 'bottleneck': return new BottleneckLayer(config.name, config.units, inputs, config.beta);
    case 'attention': return new AttentionLayer(config.name, config.units, inputs, config.heads, config.causal);
    case 'layerNormalization': return new NormalizationLayer(config.name, inputs);
  }
}
