import * as tf from '@tensorflow/tfjs-core';
import { breathe, throwIfCancelled } from '../../base/cancellation';
import type { Random } from '../../base/random';
import type { SequenceSet } from '../../data/dataset';
import { hasOwnStates } from '../../config/layers/layerTraits';
import { wholeStateName } from '../../config/layers/wholeState';
import { type LayerActivations, drawsCodes } from '../activations';
import type { StateView } from '../stateView';
import type { ViewsOf } from '../model';
import { stepIndex } from '../../data/realSteps';
import { batchOf, intoSamples } from '../training/batches';
import type { CriticScores } from '../layers/shown';
import type { Layer, LayerOutput } from '../layers/layer';
import { passOf, type Network } from './network';
import type { Parameters } from './parameters';
import { chunkOf } from '../training/tensorEngine';

/**
 * The states of every layer that has its own, and the critics' scores, for the first `samples` sequences of a set.
 * @param views the states of each layer that are kept; all where undefined, and always those of codes and of noise
 *   inside a recurrence
 * @param of 'state': whole states follow the states of their layers, where the two are not the same
 */
export async function showActivations(
  network: Network,
  parameters: Parameters,
  set: SequenceSet,
  samples: number,
  random: Random,
  signal?: AbortSignal,
  views?: ViewsOf,
  of: 'output' | 'state' = 'output',
): Promise<LayerActivations[]> {
  const count = Math.min(samples, set.inputs.samples);
  const rows = Int32Array.from({ length: count }, (_, i) => i);
  const pass = passOf('show', random, of === 'state');
  const collectors = network.layers.map(
    (layer, i) =>
      new Collector(layer, count, network.drawsBelow[i], set.inputs.lengths?.slice(0, count), views?.(layer.name)),
  );
  const wholes = new Map<number, Collector>();
  const wholeOf = (index: number, units: number): Collector => {
    const { type, name: layer } = network.layers[index];
    const name = wholeStateName(layer);
    const whole =
      wholes.get(index) ??
      new Collector(
        { name, type, units, recurrent: true, stochastic: false },
        count,
        network.drawsBelow[index],
        set.inputs.lengths?.slice(0, count),
        views?.(name),
      );
    wholes.set(index, whole);
    return whole;
  };
  const chunk = chunkOf(network, set.inputs.length);
  throwIfCancelled(signal);
  for (let start = 0; start < count; start += chunk) {
    const batch = batchOf({ inputs: set.inputs, targets: [] }, rows, start, Math.min(start + chunk, count));
    tf.tidy(() => {
      for (const [i, output] of network.show(batch, parameters.tensors(), pass).entries()) {
        collectors[i].add(output, start);
        if (output.whole) wholeOf(i, output.whole.shape[2]).add({ values: output.whole }, start);
      }
    });
    await breathe(signal);
  }
  return collectors.flatMap((collector, i) => {
    const { type } = collector.layer;
    const own = hasOwnStates(type) || type === 'infomax' ? [collector.activations()] : [];
    const whole = wholes.get(i)?.activations();
    return whole ? [...own, whole] : own;
  });
}

/** Collects the outputs of one layer, chunk by chunk. */
class Collector {
  private length = 0;
  private values = new Float32Array(0);
  private means: Float32Array | undefined;
  private variances: Float32Array | undefined;
  private transition: { readonly means: Float32Array; readonly variances: Float32Array } | undefined;
  private prior: LayerActivations['prior'];
  private density: LayerActivations['density'];
  private critic: LayerActivations['critic'];
  private attention: Float32Array | undefined;
  private stepNats: Float32Array | undefined;

  /**
   * @param belowDraws whether a layer below samples its states, so that this layer's input is not a function of the
   * network's input
   */
  constructor(
    readonly layer: Pick<Layer, 'name' | 'type' | 'units' | 'recurrent' | 'stochastic'>,
    private readonly samples: number,
    private readonly belowDraws: boolean,
    private readonly lengths: Int32Array | undefined,
    private views: readonly StateView[] | undefined,
  ) {}

  add(output: LayerOutput, first: number): void {
    if (output.critic) this.addCritic(output.critic, first);
    if (!hasOwnStates(this.layer.type)) return;
    const states = output.states ?? output.values;
    const { transition, density, stepNats } = output;
    if (first === 0) {
      this.length = states.shape[0];
      const { type, stochastic } = this.layer;
      const drawsInside = stochastic && !output.conditional;
      if (drawsInside || drawsCodes({ type, transition, density, stepNats })) this.views = undefined;
    }
    const size = this.samples * (this.views?.length ?? this.length) * states.shape[2];
    if (first === 0) this.values = new Float32Array(size);
    this.write(states, this.values, first);
    if (output.prior)
      this.prior ??= {
        weights: read(output.prior.weights),
        means: read(output.prior.means),
        variances: read(output.prior.variances),
      };
    if (density)
      this.density ??= { weights: read(density.weights), means: read(density.means), scales: read(density.scales) };
    if (output.attention) this.addAttention(output.attention, first);
    if (stepNats) {
      this.stepNats ??= new Float32Array(this.samples * this.length);
      write(stepNats, this.stepNats, first);
    }
    const { conditional } = output;
    if (transition) {
      this.transition ??= { means: new Float32Array(size), variances: new Float32Array(size) };
      this.write(transition.means, this.transition.means, first);
      this.write(transition.variances, this.transition.variances, first);
    }
    if (!conditional || this.belowDraws) return;
    this.means ??= new Float32Array(size);
    this.write(conditional.means, this.means, first);
    if (typeof conditional.variances === 'number') {
      this.variances ??= Float32Array.of(conditional.variances);
    } else {
      this.variances ??= new Float32Array(size);
      this.write(conditional.variances, this.variances, first);
    }
  }

  /** Time-major states into the layout that is kept. */
  private write(states: tf.Tensor3D, result: Float32Array, first: number): void {
    const { views, length, lengths } = this;
    if (!views) {
      write(states, result, first);
      return;
    }
    if (views.length === 0) return;
    const [, size, units] = states.shape;
    const timeMajor = states.dataSync<'float32'>();
    for (let b = 0; b < size; b++) {
      for (const [place, { time }] of views.entries()) {
        const step = length === 1 ? 0 : stepIndex({ length, lengths }, first + b, time);
        if (step < 0) continue;
        const from = (step * size + b) * units;
        result.set(timeMajor.subarray(from, from + units), ((first + b) * views.length + place) * units);
      }
    }
  }

  private addCritic({ nats, ...critic }: CriticScores, first: number): void {
    this.critic ??= { ...critic, nats: new Float32Array(this.samples * nats.shape[0]) };
    write(nats, this.critic.nats, first);
  }

  /** @param attention [B,heads,T,T] */
  private addAttention(attention: tf.Tensor, first: number): void {
    const { lengths, length } = this;
    if (!lengths) {
      const sums = tf.sum(attention, 0).dataSync();
      this.attention ??= new Float32Array(sums.length);
      for (let i = 0; i < sums.length; i++) this.attention[i] += sums[i] / this.samples;
      return;
    }
    // The mean of a row is over the sequences that have its step.
    const having = Int32Array.from({ length }, (_, t) => lengths.reduce((count, own) => count + (own > t ? 1 : 0), 0));
    const weights = attention.dataSync();
    const [batch] = attention.shape;
    const size = weights.length / batch;
    this.attention ??= new Float32Array(size);
    for (let b = 0; b < batch; b++) {
      for (let i = 0; i < size; i++) {
        const step = Math.floor(i / length) % length;
        if (step < lengths[first + b]) this.attention[i] += weights[b * size + i] / having[step];
      }
    }
  }

  /** Real steps, where the layer has a time axis; what stands behind them becomes zeros. */
  private real(): Pick<LayerActivations, 'lengths'> {
    const { lengths, length, values, means, layer, views } = this;
    if (!lengths || length === 1) return {};
    if (views) return { lengths };
    lengths.forEach((own, i) => {
      for (const array of [values, means])
        array?.fill(0, (i * length + own) * layer.units, (i + 1) * length * layer.units);
    });
    return { lengths };
  }

  activations(): LayerActivations {
    const { layer, values, samples, length, means, variances, transition, prior, density, critic } = this;
    const { attention, stepNats } = this;
    return {
      layer: layer.name,
      type: layer.type,
      values,
      samples,
      length,
      units: layer.units,
      recurrent: layer.recurrent,
      stochastic: layer.stochastic,
      ...this.real(),
      ...(this.views && { views: this.views }),
      ...(means && variances && { conditional: { means, variances } }),
      ...(transition && { transition }),
      ...(prior && { prior }),
      ...(density && { density }),
      ...(critic && { critic }),
      ...(attention && attentionOf(attention, length)),
      ...(stepNats && { stepNats }),
    };
  }
}

const read = (tensor: tf.Tensor): Float32Array => tensor.dataSync<'float32'>().slice();

function write(tensor: tf.Tensor3D, result: Float32Array, first: number): void {
  const [steps, size, units] = tensor.shape;
  intoSamples(tensor.dataSync<'float32'>(), steps, size, units, result, first);
}

/** The mean over heads of weights [heads,T,T], and the weights of each head if there are several. */
function attentionOf(weights: Float32Array, length: number): Pick<LayerActivations, 'attention' | 'headAttention'> {
  const size = length * length;
  const heads = weights.length / size;
  if (heads === 1) return { attention: weights };
  const attention = new Float32Array(size);
  for (let i = 0; i < weights.length; i++) attention[i % size] += weights[i] / heads;
  return { attention, headAttention: weights };
}
