import { sentence } from '../../../base/sentence';
import { headsOf } from '../heads';
import type { LayerGraph } from '../layerGraph';
import type { LayerProblem } from '../layerProblem';
import { cellOf } from '../layerTraits';
import type { NamedLayerConfig } from '../../schema/layers';

/** Ridge read-outs that are no linear heads of values, or that read what is trained. */
export function ridgeProblems({ layers, ancestors }: LayerGraph): LayerProblem[] {
  const heads = new Map(headsOf(layers).map((head) => [head.index, head]));
  return layers.flatMap((layer, index): LayerProblem[] => {
    if (layer.type !== 'dense' || layer.ridge === undefined) return [];
    const head = heads.get(index);
    const keys = ['ridge'];
    if (!head || head.variance === 'learned' || layer.activation !== 'linear')
      return [
        {
          index,
          keys,
          sentence: sentence(
            '"{0}" has "ridge", by which a linear layer predicts values: use it in a head with the activation ' +
              '"linear" whose variance is not learned, or remove it.',
            layer.name,
          ),
        },
      ];
    const trained = [...ancestors[index]].map((at) => layers[at]).find(isTrained);
    return trained
      ? [
          {
            index,
            keys,
            sentence: sentence(
              '"{0}" is computed once by "ridge", but "{1}" below it is trained, and would change what it reads: ' +
                'use "echoState" there, or remove "ridge".',
              layer.name,
              trained.name,
            ),
          },
        ]
      : [];
  });
}

function isTrained(layer: NamedLayerConfig): boolean {
  return cellOf(layer)?.type !== 'echoState' && layer.type !== 'repeatVector' && layer.type !== 'dropout';
}
