import { backwardIndex, stepIndex } from '../data/realSteps';
import type { LayerActivations } from './activations';
import type { StateReading, StateView } from './stateView';

/** Whether states stand at other steps in their own order of reading. */
export const hasOwnOrder = ({ direction }: Pick<LayerActivations, 'direction'>): boolean =>
  direction === 'backward' || direction === 'both';

/** Whether two views are of the same states: only what reads backward has two readings. */
export const isSameView = (
  layer: Pick<LayerActivations, 'direction' | 'length'>,
  a: StateView,
  b: StateView,
): boolean => layer.length === 1 || (a.time === b.time && (!hasOwnOrder(layer) || a.reading === b.reading));

/**
 * The place along the time axis of a layer's state of step `time` (counted from 1).
 * @param secondHalf of the units of a layer that reads in both directions
 */
export function stateIndex(
  layer: Pick<LayerActivations, 'length' | 'lengths' | 'direction'>,
  row: number,
  time: number,
  reading: StateReading = 'own order',
  secondHalf = false,
): number {
  const { length, direction = 'forward' } = layer;
  if (length === 1) return 0;
  const backward = direction === 'backward' || (direction === 'both' && secondHalf);
  return backward && reading === 'own order' ? backwardIndex(layer, row, time) : stepIndex(layer, row, time);
}

/** Whether a layer's state of a step is at hand. */
export const holds = (layer: LayerActivations, time: number, reading: StateReading = 'own order'): boolean =>
  layer.views?.some((view) => isSameView(layer, view, { time, reading })) ?? true;

/**
 * Where the state of step `time` of a sequence stands in the layout of `values`, counted in states.
 * @throws Error where the layer does not hold that step
 */
export function stateRows(
  layer: LayerActivations,
  time: number,
  reading: StateReading = 'own order',
): (row: number, secondHalf?: boolean) => number {
  const { views, length } = layer;
  if (!views) return (row, secondHalf) => row * length + stateIndex(layer, row, time, reading, secondHalf);
  const place = views.findIndex((view) => isSameView(layer, view, { time, reading }));
  if (place < 0) throw new Error(`The states of "${layer.layer}" at step ${time} are not at hand.`);
  return (row) => row * views.length + place;
}
