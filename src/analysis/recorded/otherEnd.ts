import { sentence, type Sentence } from '../../base/sentence';
import { cellOf } from '../../config/layers/layerTraits';
import type { NamedLayerConfig } from '../../config/schema/layers';

/**
 * The same layers with the last recurrent one handing on every step, where it reads in both directions and does not
 * tell: a head at the end then reads both directions at the last position (`out[:, -1]` of PyTorch), in place of the
 * last state of each. None where that changes nothing.
 */
export function withOtherEnd(layers: readonly NamedLayerConfig[]): NamedLayerConfig[][] {
  const place = layers.findLastIndex((layer) => cellOf(layer) !== undefined);
  const layer = layers.at(place);
  if (place < 0 || layer?.type !== 'bidirectional' || layer.layer.returnSequences !== undefined) return [];
  return [layers.with(place, { ...layer, layer: { ...layer.layer, returnSequences: true } })];
}

const lastOf = (layers: readonly NamedLayerConfig[]): NamedLayerConfig | undefined =>
  layers.findLast((layer) => cellOf(layer) !== undefined);

/** Says which states of both directions the network reads at the end. */
export const saidOfOtherEnd = (layers: readonly NamedLayerConfig[]): Sentence =>
  sentence(
    '"{0}" hands on both directions at the last step, where the backward one has read that step alone: only so it ' +
      'is the network that was recorded. Its states are shown so.',
    lastOf(layers)?.name ?? '',
  );

/** Says the same where no output tells it. */
export function saidOfEnds(layers: readonly NamedLayerConfig[]): Sentence[] {
  const layer = lastOf(layers);
  if (layer?.type !== 'bidirectional') return [];
  return [
    sentence(
      'What the network reads of "{0}" at the end is not known. Its states at the end are shown as the last one of ' +
        'each direction: the backward one is that of the first step. The backward half of out[:, -1] in PyTorch has ' +
        'read the last step alone.',
      layer.name,
    ),
  ];
}
