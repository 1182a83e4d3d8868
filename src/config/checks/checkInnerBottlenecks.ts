import { sentence } from '../../base/sentence';
import { layerPath } from '../layers/layerPath';
import { layerTable } from '../layers/layerTable';
import { cellOf, gaussianCodeOf, innerBottleneck, isCodeType } from '../layers/layerTraits';
import { error, type Finding, replaceBy } from '../text/problem';
import type { AnalysisConfig } from '../schema/config';

/** A bottleneck inside a layer must be the only noise of its layer, and no residual connection may bypass it. */
export function checkInnerBottlenecks(layers: AnalysisConfig['model']['layers']): Finding[] {
  return layers.flatMap((layer, index) => {
    const cell = cellOf(layer);
    if (!gaussianCodeOf(layer) || isCodeType(layer.type)) return [];
    const path = layerPath(index);
    const inside = layerPath(index, ...(layerTable[layer.type].cell ?? []));
    if (cell?.noise) {
      return [
        error(
          [...inside, 'noise'],
          sentence(
            '"{0}" samples its state by its own bottleneck, whose variance is learned: remove "noise" or the ' +
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
            '"{0}" has a bottleneck in each direction, and no formula gives the rate of the two codes joined by ' +
              '"{1}": use "concat".',
            layer.name,
            layer.mergeMode,
          ),
        ),
      ];
    }
    if (layer.type === 'bidirectional' && innerBottleneck(cell)?.prior !== 'standard') {
      return [
        error(
          [...inside, 'bottleneck', 'prior'],
          sentence(
            '"{0}" has a bottleneck in each direction, and their common rate can be computed only with the standard ' +
              'normal prior: remove "prior".',
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
            '"{0}" would pass its whole input around its own bottleneck: remove "residual" or the bottleneck.',
            layer.name,
          ),
        ),
      ];
    }
    return [];
  });
}
