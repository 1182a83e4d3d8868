import type { LayerConfig } from '../schema/layers';
import { layerTable } from './layerTable';

/** Path in the config of the value at `keys` of layer number `place`. */
export const layerPath = (place: number, ...keys: readonly (string | number)[]): (string | number)[] => [
  'model',
  'layers',
  place,
  ...keys,
];

/** A setting that belongs to the layer itself for some types, and to the cell inside it for others. */
export type LayerParameter = 'beta' | 'units' | 'returnSequences' | 'noise' | 'bottleneck';

/** The keys from a layer to one of its parameters, set or not; `undefined` where the layer's type has none. */
export function keysOf(layer: LayerConfig, parameter: LayerParameter): readonly string[] | undefined {
  const { beta, cell, code, width } = layerTable[layer.type];
  switch (parameter) {
    case 'beta':
      return beta;
    case 'units':
      return width === 'input' ? undefined : [...(cell ?? []), 'units'];
    case 'returnSequences':
    case 'noise':
      return cell && [...cell, parameter];
    case 'bottleneck':
      return code ? undefined : beta?.slice(0, -1);
  }
}

/** Path in the config of a parameter of layer number `place`; `undefined` where the layer's type has none. */
export function parameterPath(
  layer: LayerConfig,
  place: number,
  parameter: LayerParameter,
): (string | number)[] | undefined {
  const keys = keysOf(layer, parameter);
  return keys && layerPath(place, ...keys);
}
