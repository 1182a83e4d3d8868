import { sentence } from '../../base/sentence';
import { graphInput, LayerGraph, namedSkips } from '../layers/layerGraph';
import { layerPath } from '../layers/layerPath';
import { layerTable } from '../layers/layerTable';
import { cellOf } from '../layers/layerTraits';
import { type Finding, warning } from '../text/problem';
import type { AnalysisConfig } from '../schema/config';
import { inputShape } from '../layers/targets';

/** Normalising the sums x W of a single number x leaves only its sign, because every sum is scaled by the same |x|. */
export function checkNormalization({ data, model: { layers } }: AnalysisConfig): Finding[] {
  const input = inputShape(data);
  const graph = new LayerGraph(layers);
  return layers.flatMap((layer, index) => {
    const cell = cellOf(layer);
    if (cell?.type !== 'lstm' || !cell.layerNormalization) return [];
    // A skip connection adds inputs, so that the size of the number is not lost.
    if (graph.reads[index] !== graphInput || namedSkips(layer).length > 0) return [];
    if (!input || input.discrete || input.features > 1) return [];
    const path = layerPath(index, ...(layerTable[layer.type].cell ?? []), 'layerNormalization');
    return [
      warning(
        path,
        sentence(
          '"{0}" reads a single number and normalises the result, so only the sign of the number is kept. Put ' +
            'a dense layer with a bias (and an activation) before it.',
          layer.name,
        ),
      ),
    ];
  });
}
