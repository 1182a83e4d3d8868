import { backwardIndex, stepIndex } from '../data/realSteps';
import type { LayerActivations } from './activations';

/**
 * How the step of a state is counted. 'own order': after t steps in the layer's own direction, so that the last one is
 * its final state, which for a backward layer stands at the first step. 'step': beside X_t and Y_t.
 */
export type StateReading = 'own order' | 'step';

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
