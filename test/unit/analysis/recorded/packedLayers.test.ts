import { describe, expect, it } from 'vitest';
import { packedLayers } from '../../../../src/analysis/recorded/packedLayers';
import type { PackedStates } from '../../../../src/data/recorded/recordedStates';
import { stateRows } from '../../../../src/models/stateIndex';

const [samples, length, units] = [3, 4, 2];
/** Half floats 1, 1 + 1/1024, 1 + 2/1024 ... */
const packed = Uint16Array.from({ length: samples * length * units }, (_, i) => 0x3c00 + i);
const numbers = Float32Array.from(packed, (bits) => 1 + (bits - 0x3c00) / 1024);
const plain = { layer: 'h', type: 'gru', samples, length, units, recurrent: true, stochastic: false };

describe('states that stay as they are in the file', () => {
  it.each<[string, Partial<PackedStates>]>([
    ['forward', {}],
    ['backward', { direction: 'backward' }],
    ['both ways', { direction: 'both' }],
    ['of sequences of unequal length', { lengths: Int32Array.of(4, 2, 3) }],
  ])('are those that all at once would be: %s', async (_, own) => {
    const all = { ...plain, ...own, values: numbers };
    const held = packedLayers([{ ...plain, ...own, packed }]);
    expect(held.layers[0].values.length).toBe(0);
    const times = [4, 2];
    const views = times.map((time) => ({ time, reading: 'own order' as const }));
    const [layer] = await held.with(() => views);
    for (const time of times) {
      const [from, to] = [stateRows(all, time), stateRows(layer, time)];
      for (let row = 0; row < samples; row++)
        for (let unit = 0; unit < units; unit++) {
          const second = own.direction === 'both' && unit >= units / 2;
          // A sequence that has no such step has zeros there.
          const place = from(row, second) - row * length;
          const expected = place < 0 ? 0 : numbers[(row * length + place) * units + unit];
          expect(layer.values[to(row) * units + unit]).toBe(expected);
        }
    }
  });

  it('have the memory of those that were given back, and keep what was not', async () => {
    const held = packedLayers([{ ...plain, packed }]);
    const at = (time: number) => held.with(() => [{ time, reading: 'step' }]);
    const kept = await at(4);
    const before = kept[0].values.slice();
    const first = await at(1);
    held.release?.(first);
    const second = await at(2);
    expect(second[0].values.buffer).toBe(first[0].values.buffer);
    expect([...second[0].values.subarray(0, units)]).toEqual([...numbers.subarray(units, 2 * units)]);
    expect(kept[0].values).toEqual(before);
  });

  it('are all at once where none are packed', () => {
    const { layers } = packedLayers([{ ...plain, packed: numbers }]);
    expect(layers[0].values).toBe(numbers);
    expect(layers[0].views).toBeUndefined();
  });
});
