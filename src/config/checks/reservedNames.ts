import { sentence, type Sentence, verbatim } from '../../base/sentence';

/** Names with a fixed meaning in charts and results, which no layer may take. */
const reserved = new Map([
  ['X', sentence('the input')],
  ['Y', sentence('the target')],
  ['H', sentence('any state')],
]);

export const isReserved = (name: string): boolean => reserved.has(name);

export const reservedFor = (name: string): Sentence => reserved.get(name) ?? verbatim(name);
