import { valuesOfHalves } from '../../data/npy/halfFloats';
import type { PackedStates } from '../../data/recorded/recordedStates';
import type { LayerActivations } from '../../models/activations';
import { allStates, type HeldStates } from '../../models/heldStates';
import type { ViewsOf } from '../../models/model';
import { stateIndex } from '../../models/stateIndex';
import type { StateView } from '../../models/stateView';

/** Unpacked at once: little beside what is held, as unpacking costs next to nothing. */
const unpackedAtOnce = 2 ** 21;

/**
 * Recorded states that stay as they are in their files, and are unpacked some steps at a time; all of them, where none
 * are packed.
 */
export function packedLayers(layers: readonly PackedStates[]): HeldStates {
  const plain = layers.flatMap(({ packed, ...layer }) =>
    packed instanceof Float32Array ? [{ ...layer, values: packed }] : [],
  );
  if (plain.length === layers.length) return allStates(plain);
  const spare: ArrayBufferLike[] = [];
  const room = (numbers: number): Float32Array => {
    const place = spare.findIndex(({ byteLength }) => byteLength >= 4 * numbers);
    const found = place < 0 ? undefined : spare.splice(place, 1)[0];
    return found ? new Float32Array(found, 0, numbers).fill(0) : new Float32Array(numbers);
  };
  const unpacked = (views: ViewsOf): LayerActivations[] =>
    layers.map((layer) => layerAt(layer, views(layer.layer) ?? allSteps(layer), room));
  return {
    layers: unpacked(() => []),
    with: (views) => Promise.resolve(unpacked(views)),
    release: (given) => {
      // Of the last blocks alone: one of another size would never be used again.
      spare.splice(0, spare.length, ...given.map(({ values }) => values.buffer));
    },
    atOnce: unpackedAtOnce,
  };
}

const allSteps = ({ length }: PackedStates): StateView[] =>
  Array.from({ length }, (_, step) => ({ time: step + 1, reading: 'step' as const }));

/** @param room for so many numbers, which are 0 */
function layerAt(
  { packed, ...layer }: PackedStates,
  views: readonly StateView[],
  room: (numbers: number) => Float32Array,
): LayerActivations {
  const { samples, length, units } = layer;
  const values = room(samples * views.length * units);
  const valueOf = packed instanceof Uint16Array ? valuesOfHalves() : undefined;
  const copy = (from: number, to: number, count: number): void => {
    for (let i = 0; i < count; i++) values[to + i] = valueOf ? valueOf[packed[from + i]] : packed[from + i];
  };
  // The halves of a layer that reads in both directions stand at steps of their own.
  const half = layer.direction === 'both' ? units / 2 : units;
  for (const [place, { time, reading }] of views.entries())
    for (let row = 0; row < samples; row++)
      for (let first = 0; first < units; first += half) {
        const step = stateIndex(layer, row, time, reading, first > 0);
        if (step >= 0) copy((row * length + step) * units + first, (row * views.length + place) * units + first, half);
      }
  return { ...layer, values, views };
}
