import type { LayerActivations } from '../../models/activations';
import type { HeldStates } from '../../models/heldStates';
import { type AtStep, eachStep } from './eachStep';

/** The states of a layer, one byte a number, over each unit's range. */
export interface QuantisedLayer {
  readonly layer: LayerActivations;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** [sequences, steps, units]; 0 where a sequence has no such step. */
  readonly bytes: Uint8Array;
}

/**
 * Reads the states twice: for the range of each unit, and for the bytes.
 * @param rows the kept sequences
 * @param hasStep whether a sequence has a step (counted from 1)
 * @throws CancelledError
 */
export async function quantised(
  states: HeldStates,
  length: number,
  rows: Int32Array,
  hasStep: (row: number, time: number) => boolean,
  signal: AbortSignal,
): Promise<QuantisedLayer[]> {
  const layers = states.layers.map((layer): QuantisedLayer => ({
    layer,
    low: new Float64Array(layer.units).fill(Infinity),
    high: new Float64Array(layer.units).fill(-Infinity),
    bytes: new Uint8Array(rows.length * layer.length * layer.units),
  }));
  const named = new Map(layers.map((one) => [one.layer.layer, one]));
  const eachSequence = (use: (one: QuantisedLayer, from: number, to: number, unit: number, half: number) => void) => {
    const visit: AtStep = (layer, time, at) => {
      const one = named.get(layer.layer);
      if (!one) return;
      const half = layer.direction === 'both' ? layer.units / 2 : layer.units;
      const step = layer.length === 1 ? 0 : time - 1;
      for (const [place, row] of rows.entries()) {
        if (!hasStep(row, time)) continue;
        const to = (place * layer.length + step) * layer.units;
        for (let unit = 0; unit < layer.units; unit += half) {
          const from = at(row, unit > 0);
          if (from >= 0) use({ ...one, layer }, from + unit, to + unit, unit, half);
        }
      }
    };
    return eachStep(states, length, visit, signal);
  };
  await eachSequence(({ layer: { values }, low, high }, from, _, first, count) => {
    for (let i = 0; i < count; i++) {
      const value = values[from + i];
      if (value < low[first + i]) low[first + i] = value;
      if (value > high[first + i]) high[first + i] = value;
    }
  });
  for (const { low, high } of layers)
    low.forEach((value, unit) => {
      if (value > high[unit]) low[unit] = high[unit] = 0;
    });
  await eachSequence(({ layer: { values }, low, high, bytes }, from, to, first, count) => {
    for (let i = 0; i < count; i++) {
      const range = high[first + i] - low[first + i];
      bytes[to + i] = range > 0 ? Math.round((255 * (values[from + i] - low[first + i])) / range) : 0;
    }
  });
  return layers;
}
