import type { NamedLayerConfig } from '../schema/layers';
import { keysOf } from './layerPath';
import { hasRate } from './layerTraits';
import { replaceAt } from './valueAt';

/**
 * Whether the same network without the code of a layer is known: codes at every step, and those inside a cell or
 * attention.
 */
export const canLoseBottleneck = (layer: NamedLayerConfig): boolean =>
  layer.type === 'bottleneck' ? layer.steps === 'every' : bottleneckKeys(layer) !== undefined;

/**
 * The layers with neither noise nor a rate: a bottleneck layer becomes a linear one of as many units, and a cell or
 * attention loses the bottleneck inside.
 */
export const withoutBottlenecks = (layers: readonly NamedLayerConfig[]): NamedLayerConfig[] => layers.map(plainOf);

/** The same with dropout behind each layer that had a bottleneck; later layers read what is left. */
export const withDropoutInstead = (layers: readonly NamedLayerConfig[], rate: number): NamedLayerConfig[] =>
  layers.flatMap((layer): NamedLayerConfig[] => {
    const plain = plainOf(layer);
    if (plain === layer) return [layer];
    // Dropout takes the name, which other layers may read by.
    return [
      { ...plain, name: freeName(`${layer.name}Plain`, layers) },
      { type: 'dropout', name: layer.name, rate },
    ];
  });

const freeName = (name: string, layers: readonly NamedLayerConfig[]): string =>
  layers.some((other) => other.name === name) ? freeName(`${name}_`, layers) : name;

function plainOf(layer: NamedLayerConfig): NamedLayerConfig {
  if (layer.type === 'bottleneck') {
    const { name, units, input, skip } = layer;
    return { type: 'dense', name, units, activation: 'linear', ...(input && { input }), ...(skip && { skip }) };
  }
  const keys = bottleneckKeys(layer);
  return keys ? replaceAt(layer, keys, undefined) : layer;
}

/** Where a layer has a bottleneck inside. */
function bottleneckKeys(layer: NamedLayerConfig): readonly string[] | undefined {
  return hasRate(layer) ? keysOf(layer, 'bottleneck') : undefined;
}
