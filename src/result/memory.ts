import type { Estimate } from './estimate';
import type { LayerSummary } from './layerSummary';
import type { ResultIndex } from './resultIndex';

/** The layer that carries a network's memory: the last recurrent layer or code. */
export function memoryLayer(index: ResultIndex): LayerSummary | undefined {
  return index.result.layers.findLast(({ name }) => index.epochsOf('memory', name).length > 0);
}

/**
 * I(X_p;H_t) of the input of one step over the steps from p on, at the last epoch: for the first input, where every
 * position was requested; else undefined.
 */
export function followedInput(index: ResultIndex, layer: string): Estimate[] | undefined {
  const first = index
    .at('memory', layer, index.lastEpoch)
    .filter(({ time, lag }) => time !== undefined && lag !== undefined && time - lag === 1)
    .sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
  return first.length > 1 ? first : undefined;
}
