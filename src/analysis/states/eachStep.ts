import { throwIfCancelled, breathe } from '../../base/cancellation';
import type { LayerActivations } from '../../models/activations';
import { type HeldStates, mostHeld } from '../../models/heldStates';
import { stateRows } from '../../models/stateIndex';

/** The states of a layer at a step: the place of the first unit of each sequence in `values`. */
export type AtStep = (layer: LayerActivations, time: number, at: (row: number, secondHalf: boolean) => number) => void;

/**
 * Visits the states of every layer at every step (counted from 1), some steps at a time where all are not held.
 * @throws CancelledError
 */
export async function eachStep(states: HeldStates, length: number, visit: AtStep, signal: AbortSignal): Promise<void> {
  const visitAll = async (layers: readonly LayerActivations[], times: readonly number[]): Promise<void> => {
    for (const layer of layers)
      for (const time of layer.length === 1 ? times.filter((one) => one === length) : times) {
        const at = stateRows(layer, time, 'step');
        visit(layer, time, (row, secondHalf) => at(row, secondHalf) * layer.units);
        await breatheSometimes(time, signal);
      }
  };
  const all = Array.from({ length }, (_, i) => i + 1);
  if (!states.layers.some(({ views }) => views)) {
    await visitAll(states.layers, all);
    return;
  }
  const each = states.layers.reduce((sum, { samples, units }) => sum + samples * units, 0);
  const block = Math.max(1, Math.floor((states.atOnce ?? mostHeld) / Math.max(1, each)));
  for (let start = 0; start < length; start += block) {
    const times = all.slice(start, start + block);
    const layers = await states.with(() => times.map((time) => ({ time, reading: 'step' as const })));
    await visitAll(layers, times);
    states.release?.(layers);
  }
}

async function breatheSometimes(time: number, signal: AbortSignal): Promise<void> {
  throwIfCancelled(signal);
  if (time % 16 === 0) await breathe(signal);
}
