import { sentence, type Sentence } from '../base/sentence';
import type { Unit } from './result';

/** Nats in the unit asked for: 1 bit = ln 2 nats. */
export const natsIn = (unit: Unit, nats: number): number => (unit === 'bits' ? nats / Math.LN2 : nats);

/** What is in the unit asked for, in nats. */
export const toNats = (unit: Unit, value: number): number => (unit === 'bits' ? value * Math.LN2 : value);

/** The unit's name, for a sentence. */
export const unitWord = (unit: Unit): Sentence => (unit === 'bits' ? sentence('bits') : sentence('nats'));
