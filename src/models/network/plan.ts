import { sentence } from '../../base/sentence';
import { flowOf, inputProblem } from '../../config/layers/layerGraph';
import { headMismatch, headsOf, namesHeads, targetPhrase, varianceOf } from '../../config/layers/heads';
import { learnsAlone } from '../../config/layers/layerTraits';
import type { NamedLayerConfig } from '../../config/schema/layers';
import type { SequenceSet, Sequences, Targets } from '../../data/dataset';
import { headTargets } from '../../data/headTargets';
import { layerError } from './layerError';

/** What the network makes of one layer's output: class numbers through a softmax, or values. */
export interface Head {
  /** Number of the layer. */
  readonly layer: number;
  readonly name: string;
  readonly target: string;
  readonly weight: number;
  /** Of the normal distribution about its values, where it is scored in nats; the mean squared error where absent. */
  readonly variance?: number;
  readonly kind: 'classes' | 'values';
  readonly at: 'every' | 'end';
  /** Numbers a target: classes, or values. */
  readonly features: number;
}

export interface NetworkPlan {
  /** For every layer, the name of the layer that it reads first of all; 'X' for the input. */
  readonly reads: readonly string[];
  /** For every layer, the names of what it reads besides. */
  readonly skips: readonly (readonly string[])[];
  /** For every layer, whether what it hands on has a time axis. */
  readonly sequences: readonly boolean[];
  /** In the order of the layers; empty where nothing is to be predicted. */
  readonly heads: readonly Head[];
}

/**
 * Decides which layers hand on every step, and checks that the heads make what their targets ask for.
 *
 * @throws InputError on the layer that does not fit
 */
export function planNetwork(layers: readonly NamedLayerConfig[], set: SequenceSet, trains: boolean): NetworkPlan {
  checkEmbeddings(layers, set.inputs);
  const skips = layers.map((layer, index) => planSkips(layers, layer, index));
  const heads = planHeads(layers, set, trains);
  const { reads, sequences, problems } = flowOf(
    layers,
    heads.map((head) => ({ ...head, index: head.layer })),
    set.targets?.at === 'end',
  );
  for (const { index, keys, sentence: said } of problems) throw layerError(index, keys, said);
  for (const [index, layer] of layers.entries()) {
    if (layer.type === 'attention' && layer.units % layer.heads !== 0) {
      throw layerError(
        index,
        ['heads'],
        sentence('"{0}" has {1} heads, which cannot share {2} units evenly.', layer.name, layer.heads, layer.units),
      );
    }
  }
  return { reads: reads.map((from) => (from < 0 ? 'X' : layers[from].name)), sequences, skips, heads };
}

function planSkips(layers: readonly NamedLayerConfig[], layer: NamedLayerConfig, index: number): readonly string[] {
  const wrong = inputProblem(layers, index);
  if (wrong) throw layerError(index, wrong.keys, wrong.sentence);
  if (layer.type === 'bidirectional' && layer.layer.skip) {
    throw layerError(
      index,
      ['layer', 'skip'],
      sentence('"{0}" must say itself what it reads: move "skip" from the layer inside to it.', layer.name),
    );
  }
  const skips = 'skip' in layer ? (layer.skip ?? []) : [];
  for (const name of skips) {
    const from = name === 'X' ? -1 : layers.findIndex((candidate) => candidate.name === name);
    if (name !== 'X' && from < 0)
      throw layerError(index, ['skip'], sentence('"{0}" reads "{1}", but no layer has that name.', layer.name, name));
    if (from >= index)
      throw layerError(
        index,
        ['skip'],
        sentence(
          '"{0}" reads "{1}", which comes after it: a skip connection leads from an earlier layer to a later one.',
          layer.name,
          name,
        ),
      );
  }
  return skips;
}

function checkEmbeddings(layers: readonly NamedLayerConfig[], inputs: Sequences): void {
  for (const [index, layer] of layers.entries()) {
    if (layer.type !== 'embedding') continue;
    if (index > 0)
      throw layerError(
        index,
        ['type'],
        sentence(
          '"{0}" is an embedding at place {1}: it reads symbols, so it must be the first layer.',
          layer.name,
          index + 1,
        ),
      );
    if (inputs.alphabet === undefined)
      throw layerError(
        index,
        ['type'],
        sentence('"{0}" is an embedding, but the input is not made of symbols: use a dense layer.', layer.name),
      );
  }
}

function planHeads(layers: readonly NamedLayerConfig[], set: SequenceSet, trains: boolean): Head[] {
  const settings = headsOf(layers);
  const named = namesHeads(layers);
  if (settings.length === 0 && set.targets && trains && !layers.some(learnsAlone))
    throw missingHead(layers, set.targets);
  return settings.flatMap(({ index, name, target, weight, variance }): Head[] => {
    const targets = headTargets(set, target);
    if (!targets) {
      if (!named) return [];
      const known = [...(set.targets ? ['Y'] : []), 'X', 'next', ...(set.furtherTargets?.keys() ?? [])];
      throw layerError(
        index,
        ['head', 'target'],
        sentence(
          '"{0}" tells {1}, which the data do not have: say {2}.',
          name,
          targetPhrase(target),
          known.map((other) => `"${other}"`).join(' or '),
        ),
      );
    }
    const { alphabet, features, at, length } = targets;
    if (target === 'next' && length < 2)
      throw layerError(
        index,
        ['head', 'target'],
        sentence('"{0}" tells the next input, but sequences of one step have none: say "X".', name),
      );
    const layer = layers[index];
    const mismatch =
      layer.type === 'dense' &&
      headMismatch(layer, target, alphabet === undefined ? { values: features } : { classes: alphabet });
    if (mismatch) throw layerError(index, [mismatch.key], mismatch.sentence);
    const fixed = varianceOf({ target, variance });
    return [
      {
        layer: index,
        name,
        target,
        weight,
        kind: alphabet === undefined ? 'values' : 'classes',
        at,
        features,
        ...(fixed !== undefined && { variance: fixed }),
      },
    ];
  });
}

function missingHead(layers: readonly NamedLayerConfig[], { alphabet, features }: Targets): Error {
  const wanted = alphabet === undefined ? `"units": ${features}` : `"units": ${alphabet}, "activation": "softmax"`;
  return layerError(
    layers.length - 1,
    [],
    sentence(
      'No layer produces the target: end the network with { "type": "dense", {0} }, or set "epochs" to 0 to ' +
        'analyse it without one.',
      wanted,
    ),
  );
}
