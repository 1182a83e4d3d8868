import { upperEnd } from '../../../result/upperEnd';
import { unitWord } from '../../../result/units';
import { layerPath } from '../../../config/layers/layerPath';
import { betaOf, takesSkips } from '../../../config/layers/layerTraits';
import { negligible } from '../../../result/format';
import type { ResultIndex } from '../../../result/resultIndex';
import { chainOf } from '../informationLoss/chain';
import type { Advice, Estimate } from '../../../result/result';
import { atMostToldOf, cited, toldOf } from '../figures';
import { placeOf } from './changes';

/**
 * A skip connection around a layer that lost information about the target which the layer below it holds, to the next
 * reader. It does not help for a bottleneck, whose loss is set by its beta, nor for the head, which no layer reads.
 */
export function skipAdvice(index: ResultIndex): Advice[] {
  const { result } = index;
  const { layers } = result.config.model;
  const unit = result.config.analysis.unit;
  const chain = chainOf(result.layers, result.config);
  const about = (name: string): Estimate | undefined => index.atEnd('outputInformation', name);
  const lossOf = (below: string, name: string): { before: Estimate; after: Estimate } | undefined => {
    const [before, after] = [about(below), about(name)];
    return before && after && before.low - upperEnd(after) > 2 * negligible(unit) ? { before, after } : undefined;
  };
  return chain.flatMap(({ layer, reads }): Advice[] => {
    const setting = layers.at(placeOf(layers, layer.name));
    if (!setting || placeOf(layers, layer.name) < 0 || betaOf(setting) !== undefined) return [];
    const loser = reads.map((below) => ({ below, loss: lossOf(below, layer.name) })).find(({ loss }) => loss);
    if (!loser?.loss) return [];
    const reader = chain.find(
      (candidate) =>
        candidate.reads.includes(layer.name) &&
        !candidate.reads.includes(loser.below) &&
        canRead(index, candidate.layer.name),
    );
    if (!reader) return [];
    const place = placeOf(layers, reader.layer.name);
    const target = layers[place];
    const skips = 'skip' in target ? (target.skip ?? []) : [];
    return [
      cited({
        kind: 'skipConnection',
        severity: 'warning',
        layer: layer.name,
        args: [
          loser.below,
          toldOf(loser.loss.before),
          unitWord(unit),
          layer.name,
          atMostToldOf(loser.loss.after),
          reader.layer.name,
        ],
        edits: [{ path: layerPath(place, 'skip'), value: [...skips, loser.below] }],
        message:
          '{0} holds {1} {2} about the target, but {3}, which reads it, holds {4} {2}. A skip connection ' +
          'from {0} to {5} would carry the rest past {3}.',
      }),
    ];
  });
}

function canRead(index: ResultIndex, name: string): boolean {
  const setting = index.result.config.model.layers.find((layer) => layer.name === name);
  return setting !== undefined && takesSkips(setting);
}
