import { sentence, type Sentence } from '../../../base/sentence';
import type { NamedLayerConfig } from '../../schema/layers';
import type { DataShape } from '../dataShape';
import { headsOf } from '../heads';
import type { LayerGraph } from '../layerGraph';
import type { LayerProblem } from '../layerProblem';

/** Layers that do not fit their input: embeddings without symbols, unequal heads, unequal residual sums. */
export function shapeProblems(graph: LayerGraph, data: DataShape): LayerProblem[] {
  const widths = graph.widths(data.input?.features);
  const heads = new Set(headsOf(graph.layers).map(({ index }) => index));
  return graph.layers.flatMap((layer, index) => {
    const { read, own } = widths[index];
    return [
      ...embeddingProblem(layer, index, data),
      ...headsProblem(layer, index),
      ...residualProblem(layer, index, heads.has(index), read, own),
    ];
  });
}

function embeddingProblem(layer: NamedLayerConfig, index: number, { input }: DataShape): LayerProblem[] {
  if (layer.type !== 'embedding') return [];
  const keys = ['type'];
  if (index > 0)
    return [
      {
        index,
        keys,
        sentence: sentence(
          'The embedding "{0}" is layer {1}, but an embedding reads symbols: make it the first layer, or use a dense ' +
            'layer here.',
          layer.name,
          index + 1,
        ),
      },
    ];
  return input?.discrete === false
    ? [
        {
          index,
          keys,
          sentence: sentence('"{0}" is an embedding, but the inputs are not symbols. Use a dense layer.', layer.name),
        },
      ]
    : [];
}

function headsProblem(layer: NamedLayerConfig, index: number): LayerProblem[] {
  const inner = layer.type === 'bidirectional' ? layer.layer : layer;
  if (!('heads' in inner) || inner.units % inner.heads === 0) return [];
  return [
    {
      index,
      keys: layer === inner ? ['heads'] : ['layer', 'heads'],
      sentence: sentence(
        '"{0}" has {1} heads and {2} units, which cannot be divided equally among the heads. Make "units" a ' +
          'multiple of "heads".',
        layer.name,
        inner.heads,
        inner.units,
      ),
    },
  ];
}

/** The input and the output of a residual layer must have the same width, and their sum is not a prediction. */
function residualProblem(
  layer: NamedLayerConfig,
  index: number,
  isHead: boolean,
  read: number | undefined,
  own: number | undefined,
): LayerProblem[] {
  if (!('residual' in layer) || !layer.residual) return [];
  const keys = ['residual'];
  if (isHead)
    return [
      {
        index,
        keys,
        sentence: sentence(
          '"{0}" makes the prediction, to which its input cannot be added: remove "residual", or let the head ' +
            'read more by "skip".',
          layer.name,
        ),
      },
    ];
  return read === undefined || own === undefined || read === own
    ? []
    : [{ index, keys, sentence: unequal(layer.name, read, own) }];
}

/** Sentence for a residual layer with unequal widths of input and output, with the possible corrections. */
function unequal(name: string, read: number, units: number): Sentence {
  return sentence(
    '"{0}" reads {1} values and returns {2}, which cannot be added. Give it {1} units, put a dense layer ' +
      'with {2} units before it, or use "skip" instead.',
    name,
    read,
    units,
  );
}
