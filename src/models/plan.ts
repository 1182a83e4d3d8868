import type { LayerConfig, NamedLayerConfig, RecurrentLayerConfig } from '../config/schema/layers';
import type { Sequences, Targets } from '../data/dataset';
import { layerError } from './layerError';

/** What the network makes of its output: class numbers through a softmax, or values. */
export interface Head {
  readonly kind: 'classes' | 'values';
  readonly at: 'every' | 'end';
}

export interface NetworkPlan {
  /** For every layer, the names of what it reads besides the layer before it. */
  readonly skips: readonly (readonly string[])[];
  /** For every layer, whether what it hands on has a time axis. */
  readonly sequences: readonly boolean[];
  /** Absent where nothing is to be predicted. */
  readonly head?: Head;
}

/**
 * Decides which layers hand on every step, and checks that the last one makes what the target asks for.
 *
 * @throws InputError on the layer that does not fit
 */
export function planNetwork(layers: readonly NamedLayerConfig[], inputs: Sequences, targets: Targets | undefined, trains: boolean): NetworkPlan {
  checkEmbeddings(layers, inputs);
  const skips = layers.map((layer, index) => planSkips(layers, layer, index));
  const head = targets && planHead(layers, targets, trains);
  const lastRecurrent = layers.findLastIndex((layer) => cellOf(layer) !== undefined);
  const sequences: boolean[] = [];
  let flowing = true;
  for (const [index, layer] of layers.entries()) {
    const cell = cellOf(layer);
    if (cell) {
      if (!flowing) throw layerError(index, ['type'], `"${layer.name}" has no sequence to read: a layer before it hands on its last step alone.`);
      flowing = cell.returnSequences ?? !(targets?.at === 'end' && index === lastRecurrent);
      if (!flowing && head?.at === 'every') {
        throw layerError(index, [], `"${layer.name}" hands on its last step alone, but there is a target at every step: leave "returnSequences" out, or make it true.`);
      }
    }
    if (layer.type === 'attention' && layer.units % layer.heads !== 0) {
      throw layerError(index, ['heads'], `"${layer.name}" has ${layer.heads} heads, which cannot share ${layer.units} units evenly.`);
    }
    sequences.push(flowing);
  }
  return { sequences, skips, head };
}

/** The recurrent layer that a layer is, or holds. */
export function cellOf(layer: LayerConfig): RecurrentLayerConfig | undefined {
  switch (layer.type) {
    case 'simpleRNN':
    case 'lstm':
    case 'gru':
    case 'minGRU':
    case 'indRNN':
    case 'lru': return layer;
    case 'bidirectional': return layer.layer;
    default: return undefined;
  }
}

function planSkips(layers: readonly NamedLayerConfig[], layer: NamedLayerConfig, index: number): readonly string[] {
  if (layer.type === 'bidirectional' && layer.layer.skip) {
    throw layerError(index, ['layer', 'skip'], `"${layer.name}" must say itself what it reads: move "skip" from the layer inside to it.`);
  }
  const skips = 'skip' in layer ? layer.skip ?? [] : [];
  for (const name of skips) {
    const from = name === 'X' ? -1 : layers.findIndex((candidate) => candidate.name === name);
    if (name !== 'X' && from < 0) throw layerError(index, ['skip'], `"${layer.name}" reads "${name}", but no layer has that name.`);
    if (from >= index) throw layerError(index, ['skip'], `"${layer.name}" reads "${name}", which comes after it: a skip connection leads from an earlier layer to a later one.`);
  }
  return skips;
}

function checkEmbeddings(layers: readonly NamedLayerConfig[], inputs: Sequences): void {
  for (const [index, layer] of layers.entries()) {
    if (layer.type !== 'embedding') continue;
    if (index > 0) throw layerError(index, ['type'], `"${layer.name}" is an embedding at place ${index + 1}: it reads symbols, so it must be the first layer.`);
    if (inputs.alphabet === undefined) throw layerError(index, ['type'], `"${layer.name}" is an embedding, but the input is not made of symbols: use a dense layer.`);
  }
}

function planHead(layers: readonly NamedLayerConfig[], targets: Targets, trains: boolean): Head | undefined {
  const index = layers.length - 1;
  const last = layers.at(-1);
  const { alphabet, features, at } = targets;
  if (last?.type !== 'dense') {
    if (!trains) return undefined;
    const wanted = alphabet === undefined ? `"units": ${features}` : `"units": ${alphabet}, "activation": "softmax"`;
    throw layerError(index, [], `No layer produces the target: end the network with { "type": "dense", ${wanted} }, or set "epochs" to 0 to analyse it without one.`);
  }
  if (alphabet === undefined) {
    if (last.units !== features) throw layerError(index, ['units'], `"${last.name}" has ${last.units} units, but the target has ${features} values: make it ${features}.`);
    if (last.activation === 'softmax') throw layerError(index, ['activation'], `"${last.name}" ends in a softmax, but the target is a value, not a class: use "linear".`);
    return { kind: 'values', at };
  }
  if (last.units !== alphabet) throw layerError(index, ['units'], `"${last.name}" has ${last.units} units, but the target has ${alphabet} classes: make it ${alphabet}.`);
  if (last.activation !== 'softmax' && last.activation !== 'linear') {
    throw layerError(index, ['activation'], `"${last.name}" ends in ${last.activation}, but the target is one of ${alphabet} classes: use "softmax".`);
  }
  return { kind: 'classes', at };
}
