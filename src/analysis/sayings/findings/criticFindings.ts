import type { AnalysisResult, Sentence } from '../../../result/result';
import { figure } from '../../../result/format';

/** What infomax layers make the network keep, by their own critics at the last analysed epoch and step. */
export function criticFindings(result: AnalysisResult): Sentence[] {
  const { unit } = result.config.analysis;
  return result.config.model.layers.flatMap((layer): Sentence[] => {
    if (layer.type !== 'infomax') return [];
    const own = result.estimates.filter(({ quantity, target }) => quantity === 'infomax' && target === layer.name);
    const last = own.at(-1);
    if (!last) return [];
    const args = [layer.name, figure(last.value), unit, last.source];
    return [last.bound === 'lower'
      ? { message: '{0} has its critic read at least {1} {2} about {3}, which the layers below are asked to keep.', args, layer: layer.name }
      : { message: '{0} has its critic read {1} {2} about {3}, a measure of its own and no bound, which the layers below are asked to keep.', args, layer: layer.name }];
  });
}
