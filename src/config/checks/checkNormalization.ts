import { sentence } from '../../base/sentence';
import { readsOf } from '../layers/layerGraph';
import { cellOf } from '../layers/layerTraits';
import { type Finding, warning } from '../text/problem';
import type { AnalysisConfig } from '../schema/config';
import { inputShape } from '../layers/targets';

/** Of one number x a layer that normalises x W sees the sign alone: every sum is scaled by the same |x|. */
export function checkNormalization({ data, model: { layers } }: AnalysisConfig): Finding[] {
  const input = inputShape(data);
  const reads = readsOf(layers);
  return layers.flatMap((layer, index) => {
    const cell = cellOf(layer);
    if (cell?.type !== 'lstm' || !cell.layerNormalization || reads[index] >= 0 || ('skip' in layer && layer.skip))
      return [];
    if (!input || input.discrete || input.features > 1) return [];
    const path = ['model', 'layers', index, ...(layer.type === 'bidirectional' ? ['layer'] : []), 'layerNormalization'];
    return [
      warning(
        path,
        sentence(
          '"{0}" normalises what it makes of a single number, of which only the sign is left: put a dense ' +
            'layer with a bias (and an activation) before it.',
          layer.name,
        ),
      ),
    ];
  });
}
