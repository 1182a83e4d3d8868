import { sentence, type Sentence } from '../../base/sentence';
import { headsOf, namesHeads, targetPhrase } from './heads';
import { cellOf } from './layerTraits';
import type { LayerConfig, NamedLayerConfig } from '../schema/layers';

type Layers = readonly NamedLayerConfig[];

/** A code of the last step alone. */
const endsSteps = (layer: LayerConfig): boolean => layer.type === 'bottleneck' && layer.steps === 'end';

/**
 * For every layer the number of the one that it reads first of all: the named one, or the one before it; -1 is the
 * input.
 */
export function readsOf(layers: Layers): number[] {
  return layers.map((layer, index) => {
    const name = 'input' in layer ? layer.input : undefined;
    if (name === undefined) return index - 1;
    if (name === 'X') return -1;
    const from = layers.findIndex((candidate) => candidate.name === name);
    // What is not there, or comes later, is reported by `inputProblem`.
    return from >= 0 && from < index ? from : index - 1;
  });
}

/** For every layer the numbers of all layers that what it makes depends on. */
export function ancestorsOf(layers: Layers): ReadonlySet<number>[] {
  const reads = readsOf(layers);
  const ancestors: Set<number>[] = [];
  for (const [index, layer] of layers.entries()) {
    const skips =
      'skip' in layer ? (layer.skip ?? []).map((name) => layers.findIndex((candidate) => candidate.name === name)) : [];
    const own = new Set<number>();
    for (const from of [reads[index], ...skips]) {
      if (from < 0 || from >= index) continue;
      own.add(from);
      for (const further of ancestors[from]) own.add(further);
    }
    ancestors.push(own);
  }
  return ancestors;
}

/** Names of layers that stand above another of a kind. */
export function downstreamOf(layers: Layers, kind: (layer: NamedLayerConfig) => boolean): ReadonlySet<string> {
  const ancestors = ancestorsOf(layers);
  return new Set(
    layers.filter((_, index) => [...ancestors[index]].some((from) => kind(layers[from]))).map(({ name }) => name),
  );
}

/**
 * Names of the layers that a head for `target` depends on, its own among them; undefined where no layer says that it is
 * a head.
 */
export function layersFeeding(layers: Layers, target: string): ReadonlySet<string> | undefined {
  if (!namesHeads(layers)) return undefined;
  const ancestors = ancestorsOf(layers);
  return new Set(
    headsOf(layers)
      .filter((head) => head.target === target)
      .flatMap(({ index }) => [index, ...ancestors[index]])
      .map((index) => layers[index].name),
  );
}

/** A mistake along the layers: which one, at which of its keys, and what would be right. */
export interface LayerProblem {
  readonly index: number;
  readonly keys: readonly string[];
  readonly sentence: Sentence;
}

/** What is wrong with a layer's `input`. */
export function inputProblem(layers: Layers, index: number): LayerProblem | undefined {
  const layer = layers[index];
  if (layer.type === 'bidirectional' && layer.layer.input !== undefined) {
    return {
      index,
      keys: ['layer', 'input'],
      sentence: sentence('"{0}" must say itself what it reads: move "input" from the layer inside to it.', layer.name),
    };
  }
  const name = 'input' in layer ? layer.input : undefined;
  if (name === undefined || name === 'X') return undefined;
  const from = layers.findIndex((candidate) => candidate.name === name);
  if (from < 0)
    return {
      index,
      keys: ['input'],
      sentence: sentence('"{0}" reads "{1}", but no layer has that name.', layer.name, name),
    };
  if (from < index) return undefined;
  return {
    index,
    keys: ['input'],
    sentence: sentence(
      '"{0}" reads "{1}", which {2}: "input" names an earlier layer, or "X".',
      layer.name,
      name,
      from === index ? 'is itself' : 'comes after it',
    ),
  };
}

/** A head as far as the flow of steps is concerned; `at` is absent where only the data file knows. */
export interface FlowHead {
  readonly index: number;
  readonly target: string;
  readonly at?: 'every' | 'end' | undefined;
}

export interface Flow {
  readonly reads: readonly number[];
  /** For every layer, whether what it hands on has a time axis. */
  readonly sequences: readonly boolean[];
  readonly problems: readonly LayerProblem[];
}

/**
 * Which layers hand on every step. A recurrent layer that does not say hands on its last step alone where all that
 * reads it, up to the next recurrent layer, wants no more: heads whose target stands at the end, and `repeatVector`.
 * @param atEnd whether the data's own target is at the end: what decides where there is no head
 */
export function flowOf(layers: Layers, heads: readonly FlowHead[], atEnd: boolean): Flow {
  const reads = readsOf(layers);
  const lastRecurrent = layers.findLastIndex((layer) => cellOf(layer) !== undefined);
  const sequences: boolean[] = [];
  /** For every layer, the one that ended the sequence that it would have read. */
  const enders: (number | undefined)[] = [];
  const problems: LayerProblem[] = [];
  for (const [index, layer] of layers.entries()) {
    const from = reads[index];
    const flowing = from < 0 || sequences[from];
    const ender = from < 0 ? undefined : enders[from];
    const cell = cellOf(layer);
    let hands = flowing;
    if (cell) {
      if (!flowing)
        problems.push({
          index,
          keys: ['type'],
          sentence: sentence(
            '"{0}" has no sequence to read: {1} before it hands on its last step alone. { "type": ' +
              '"repeatVector" } between them would repeat it at every step.',
            layer.name,
            nameOf(layers, ender),
          ),
        });
      const wanted = wantedOf(layers, reads, heads, index);
      hands =
        cell.returnSequences ?? (wanted.length > 0 ? wanted.includes('every') : !(atEnd && index === lastRecurrent));
    } else if (layer.type === 'repeatVector') {
      if (flowing) problems.push({ index, keys: ['type'], sentence: repeatedSequence(layers, reads, index) });
      hands = true;
    } else if (endsSteps(layer)) {
      hands = false;
    }
    sequences.push(hands);
    enders.push(hands ? undefined : flowing ? index : ender);
  }
  for (const { index, target, at } of heads) {
    const ender = enders[index];
    if (at !== 'every' || sequences[index] || ender === undefined) continue;
    problems.push(
      target === 'Y'
        ? endsSteps(layers[ender])
          ? {
              index: ender,
              keys: ['steps'],
              sentence: sentence(
                '{0} makes one code of the last step, but there is a target at every step: make "steps" "every".',
                nameOf(layers, ender),
              ),
            }
          : {
              index: ender,
              keys: [],
              sentence: sentence(
                '{0} returns its last step only, but there is a target at every step: leave "returnSequences" out, ' +
                  'or make it true.',
                nameOf(layers, ender),
              ),
            }
        : {
            index,
            keys: [],
            sentence: sentence(
              '"{0}" predicts {1} at every step, but {2} returns its last step only: put { "type": "repeatVector" } ' +
                'and a recurrent layer between them.',
              layers[index].name,
              targetPhrase(target),
              nameOf(layers, ender),
            ),
          },
    );
  }
  return { reads, sequences, problems };
}

/** What those want that read a layer, up to the next recurrent one: every step, or the last alone. */
function wantedOf(
  layers: Layers,
  reads: readonly number[],
  heads: readonly FlowHead[],
  index: number,
): ('every' | 'end')[] {
  return layers.flatMap((reader, at): ('every' | 'end')[] => {
    if (reads[at] !== index) return [];
    if (cellOf(reader)) return ['every'];
    if (reader.type === 'repeatVector') return ['end'];
    const told = heads.filter((head) => head.index === at).map((head) => head.at ?? 'every');
    return [...told, ...wantedOf(layers, reads, heads, at)];
  });
}

function repeatedSequence(layers: Layers, reads: readonly number[], index: number): Sentence {
  let from = reads[index];
  while (from >= 0 && !cellOf(layers[from])) from = reads[from];
  const { name } = layers[index];
  return from < 0
    ? sentence(
        '"{0}" repeats a single step, but reads a sequence: put a recurrent layer with "returnSequences": ' +
          'false before it.',
        name,
      )
    : sentence(
        '"{0}" repeats a single step, but reads a sequence: set "returnSequences" of {1} to false.',
        name,
        nameOf(layers, from),
      );
}

const nameOf = (layers: Layers, index: number | undefined): string =>
  index === undefined ? 'a layer' : `"${layers[index].name}"`;
