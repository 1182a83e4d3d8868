import { cellOf } from './layerGraph';
import type { LayerConfig } from '../schema/layers';

/** The beta that weighs a layer's rate in the loss: of a bottleneck, or of one inside a recurrent layer. */
export function betaOf(layer: LayerConfig): number | undefined {
  return layer.type === 'bottleneck' || layer.type === 'entropyBottleneck'
    ? layer.beta
    : cellOf(layer)?.bottleneck?.beta;
}

/** Whether KL terms of the layer stand in the loss. */
export function hasRate(layer: LayerConfig): boolean {
  return betaOf(layer) !== undefined;
}

/** The layer with another beta; as it is where it has none. */
export function withBeta<T extends LayerConfig>(layer: T, beta: number): T {
  if (!hasRate(layer)) return layer;
  if (layer.type === 'bottleneck' || layer.type === 'entropyBottleneck') return { ...layer, beta };
  if (layer.type === 'bidirectional')
    return { ...layer, layer: { ...layer.layer, bottleneck: { ...layer.layer.bottleneck, beta } } };
  return { ...layer, bottleneck: { ...cellOf(layer)?.bottleneck, beta } };
}

/** Units of what a layer hands on, given the width of what it reads. */
export function widthOf(layer: LayerConfig, read: number): number {
  if (layer.type === 'bidirectional') return layer.layer.units * (layer.mergeMode === 'concat' ? 2 : 1);
  return 'units' in layer ? (layer.units ?? read) : read;
}

/** Whether a layer has something to learn without a head. */
export function learnsAlone(layer: LayerConfig): boolean {
  return layer.type === 'infomax';
}
