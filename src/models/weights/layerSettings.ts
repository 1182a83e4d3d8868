import type { NamedLayerConfig } from '../../config/schema/layers';
import type { FoundType, Reading } from './foundLayer';

const foundTypes: readonly string[] = [
  'simpleRNN',
  'lstm',
  'gru',
  'dense',
  'embedding',
  'layerNormalization',
] satisfies FoundType[];

/** Whether other programs' files can hold the weights of a layer: its type, and nothing that only layers here have. */
export function hasCounterpart(layer: NamedLayerConfig): boolean {
  const inner = layer.type === 'bidirectional' ? layer.layer : layer;
  if (!foundTypes.includes(inner.type)) return false;
  if ('bottleneck' in inner && inner.bottleneck) return false;
  return !(inner.type === 'lstm' && (inner.peepholes || inner.layerNormalization));
}

/** Whether a reading has the type and the sizes of a layer. @param read width of what the layer reads, where known */
export function shapedAs(layer: NamedLayerConfig, reading: Reading, read: number | undefined): boolean {
  const both = layer.type === 'bidirectional';
  const inner = both ? layer.layer : layer;
  return (
    reading.type === inner.type &&
    reading.both === both &&
    (!('units' in inner) || inner.units === reading.units) &&
    (read === undefined || read === reading.inputs)
  );
}

/** The settings that a config states for a layer, by the keys of `FoundOptions`. */
export function settingsOf(layer: NamedLayerConfig): Readonly<Record<string, unknown>> {
  return layer.type === 'bidirectional' ? { ...layer.layer, mergeMode: layer.mergeMode } : layer;
}

/** The type as the config writes it. */
export const describedType = (type: string, both: boolean): string => (both ? `bidirectional ${type}` : type);
