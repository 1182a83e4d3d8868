import { cellOf } from '../layers/layerGraph';
import { error, type Finding, replaceBy } from '../text/problem';
import type { AnalysisConfig } from '../schema/config';

/** A bottleneck inside a recurrence is the layer's only noise, and nothing passes it by. */
export function checkInnerBottlenecks(layers: AnalysisConfig['model']['layers']): Finding[] {
  return layers.flatMap((layer, index) => {
    const cell = cellOf(layer);
    if (!cell?.bottleneck) return [];
    const path = ['model', 'layers', index];
    const inside = layer.type === 'bidirectional' ? [...path, 'layer'] : path;
    if (cell.noise) {
      return [
        error(
          [...inside, 'noise'],
          `"${layer.name}" draws its state by its own bottleneck, whose variance it learns: leave "noise" out, ` +
            'or the bottleneck.',
        ),
      ];
    }
    if (layer.type === 'bidirectional' && layer.mergeMode !== 'concat') {
      return [
        error(
          [...path, 'mergeMode'],
          `"${layer.name}" has a bottleneck in each direction, and what "${layer.mergeMode}" makes of their ` +
            'draws has no known rate: use "concat".',
        ),
      ];
    }
    if (layer.type === 'bidirectional' && cell.bottleneck.prior !== 'standard') {
      return [
        error(
          [...inside, 'bottleneck', 'prior'],
          `"${layer.name}" has a bottleneck in each direction, whose states together are held against the ` +
            'standard normal alone: leave "prior" out.',
          replaceBy('standard'),
        ),
      ];
    }
    if ('residual' in layer && layer.residual) {
      return [
        error(
          [...path, 'residual'],
          `"${layer.name}" would let all that it reads pass by its own bottleneck: leave "residual" out, or ` +
            'the bottleneck.',
        ),
      ];
    }
    return [];
  });
}
