import { keysOf } from '../../../config/layers/layerPath';
import { unitsOf } from '../../../config/layers/layerTraits';
import { replaceAt } from '../../../config/layers/valueAt';
import type { AnalysisConfig } from '../../../config/schema/config';

/** Index and number of units of the layer that the config compresses. */
export function compressedLayer({ model: { layers }, compress }: AnalysisConfig): { place: number; units: number } {
  const place = layers.findIndex(({ name }) => name === compress?.layer);
  const units = place < 0 ? undefined : unitsOf(layers[place]);
  if (units === undefined) throw new Error('The config check lets no layer through that cannot be compressed.');
  return { place, units };
}

export const isEmbedding = ({ model: { layers }, compress }: AnalysisConfig): boolean =>
  layers.some(({ name, type }) => name === compress?.layer && type === 'embedding');

/** Whether the units are turned into new coordinates before any are removed. */
export const isTurned = (config: AnalysisConfig): boolean => isEmbedding(config) && config.compress?.rotate !== false;

/** The config with so many units in the compressed layer. */
export function withSize(config: AnalysisConfig, size: number): AnalysisConfig {
  const { place } = compressedLayer(config);
  const layers = config.model.layers.map((layer, i) => {
    const keys = i === place ? keysOf(layer, 'units') : undefined;
    return keys ? replaceAt(layer, keys, size) : layer;
  });
  return { ...config, model: { ...config.model, layers } };
}

/** The asked numbers of units, ascending; a half, a quarter and an eighth where none are asked. */
export function sizesAsked(config: AnalysisConfig): number[] {
  const { units } = compressedLayer(config);
  const asked = config.compress?.sizes ?? [2, 4, 8].map((part) => Math.floor(units / part));
  return [...new Set(asked)].filter((size) => size >= 1 && size < units).sort((a, b) => a - b);
}
