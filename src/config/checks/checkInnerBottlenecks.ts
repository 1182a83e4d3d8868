import { sentence } from '../../base/sentence';
import { layerPath } from '../layers/layerPath';
import { layerTable } from '../layers/layerTable';
import { cellOf } from '../layers/layerTraits';
import { error, type Finding, replaceBy } from '../text/problem';
import type { AnalysisConfig } from '../schema/config';

/** A bottleneck inside a recurrence is the layer's only noise, and nothing passes it by. */
export function checkInnerBottlenecks(layers: AnalysisConfig['model']['layers']): Finding[] {
  return layers.flatMap((layer, index) => {
    const cell = cellOf(layer);
    if (!cell?.bottleneck) return [];
    const path = layerPath(index);
    const inside = layerPath(index, ...(layerTable[layer.type].cell ?? []));
    if (cell.noise) {
      return [
        error(
          [...inside, 'noise'],
          sentence(
            '"{0}" draws its state by its own bottleneck, whose variance it learns: leave "noise" out, or the ' +
              'bottleneck.',
            layer.name,
          ),
        ),
      ];
    }
    if (layer.type === 'bidirectional' && layer.mergeMode !== 'concat') {
      return [
        error(
          [...path, 'mergeMode'],
          sentence(
            '"{0}" has a bottleneck in each direction, and what "{1}" makes of their draws has no known rate: ' +
              'use "concat".',
            layer.name,
            layer.mergeMode,
          ),
        ),
      ];
    }
    if (layer.type === 'bidirectional' && cell.bottleneck.prior !== 'standard') {
      return [
        error(
          [...inside, 'bottleneck', 'prior'],
          sentence(
            '"{0}" has a bottleneck in each direction, whose states together are held against the standard ' +
              'normal alone: leave "prior" out.',
            layer.name,
          ),
          replaceBy('standard'),
        ),
      ];
    }
    if ('residual' in layer && layer.residual) {
      return [
        error(
          [...path, 'residual'],
          sentence(
            '"{0}" would let all that it reads pass by its own bottleneck: leave "residual" out, or the bottleneck.',
            layer.name,
          ),
        ),
      ];
    }
    return [];
  });
}
