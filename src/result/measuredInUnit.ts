import type { Measured } from './measured';
import type { Unit } from './result';
import { convert } from './units';

/** In the unit asked for, where it is an amount of information. */
export function measuredIn(measured: Measured, to: Unit): Measured {
  const { unit, value, low, high } = measured;
  if (unit !== 'bits' && unit !== 'nats') return measured;
  const shown = (amount: number): number => convert(amount, unit, to);
  return { ...measured, value: shown(value), low: shown(low), high: shown(high), unit: to };
}
