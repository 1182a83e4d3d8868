import { wholeStateName } from '../config/layers/wholeState';
import type { LayerSummary } from './layerSummary';
import type { ResultIndex } from './resultIndex';

/**
 * The layers with estimates, input side first, each followed by its whole state where that was estimated: as a subject
 * of its own, under the name of `wholeStateName`, with the numbers that it carries as its units.
 */
export function outputsAndStates(index: ResultIndex): LayerSummary[] {
  return index.result.layers
    .filter(({ analysed }) => analysed)
    .flatMap((layer) => {
      const name = wholeStateName(layer.name);
      return index.has(name) ? [layer, { ...layer, name, units: layer.stateSize ?? layer.units }] : [layer];
    });
}
