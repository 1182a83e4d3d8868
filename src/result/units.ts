import { sentence, type Sentence } from '../base/sentence';
import type { Unit } from './result';

/** `value` of unit `from`, in unit `to`: 1 bit = ln 2 nats. */
export function convert(value: number, from: Unit, to: Unit): number {
  if (from === to) return value;
  return from === 'bits' ? value * Math.LN2 : value / Math.LN2;
}

/** Nats in the given unit. */
export const natsIn = (unit: Unit, nats: number): number => convert(nats, 'nats', unit);

/** The unit's name, for a sentence. */
export const unitWord = (unit: Unit): Sentence => (unit === 'bits' ? sentence('bits') : sentence('nats'));
