import type { StatesArray } from './states';

/** The value of a unit's byte: half a step of its range from the state that was kept, at most. */
export function valueOf({ low, high }: StatesArray, unit: number, byte: number): number {
  return low[unit] + ((high[unit] - low[unit]) * byte) / 255;
}
