import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../base/random';
import type { NamedLayerConfig } from '../config/schema/layers';
import type { Sequences } from '../data/dataset';
import type { Batch } from './batches';
import { BidirectionalLayer } from './layers/bidirectional';
import { BottleneckLayer } from './layers/bottleneck';
import { DenseLayer } from './layers/dense';
import { DropoutLayer } from './layers/dropout';
import { EmbeddingLayer } from './layers/embedding';
import type { Layer, LayerOutput, Pass } from './layers/layer';
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
    let width = inputs.features;
    for (const [index, config] of configs.entries()) {
      const layer = createLayer(config, width, plan.sequences[index], kernel);
      layers.push(layer);
      width = layer.units;
    }
    this.layers = layers;
  }

  /** From a batch to what the loss is computed from. */
  predict(batch: Batch, weights: readonly tf.Tensor[], pass: Pass): NetworkOutput {
    let x = inputsOf(batch);
    let penalty: tf.Scalar | undefined;
    let used = 0;
    for (const [index, layer] of this.layers.entries()) {
      const own = weights.slice(used, used += layer.weights.length);
      if (index === this.layers.length - 1 && layer instanceof DenseLayer) {
        const read = this.plan.head?.at === 'end' ? stepOf(x, x.shape[0] - 1) : x;
        return { outputs: layer.logits(read, own), penalty };
      }
      const output = layer.apply(x, own, pass);
      x = output.values;
      if (output.penalty) penalty = penalty ? tf.add<tf.Scalar>(penalty, output.penalty) : output.penalty;
    }
    return { outputs: x, penalty };
  }

  /** What every layer makes of a batch. */
  show(batch: Batch, weights: readonly tf.Tensor[], pass: Pass): LayerOutput[] {
    let x = inputsOf(batch);
    let used = 0;
    return this.layers.map((layer) => {
      const output = layer.apply(x, weights.slice(used, used += layer.weights.length), pass);
      x = output.values;
      return output;
    });
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
    case 'gru': return new RecurrentLayer(config, inputs, sequences, kernel);
    case 'bidirectional': return new BidirectionalLayer(config, inputs, sequences, kernel);
    case 'embedding': return new EmbeddingLayer(config.name, config.units, inputs);
    case 'dense': return new DenseLayer(config, inputs);
    case 'dropout': return new DropoutLayer(config.name, inputs, config.rate);
    case 'bottleneck': return new BottleneckLayer(config.name, config.units, inputs, config.beta);
  }
}
