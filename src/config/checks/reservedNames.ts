import { sentence, type Sentence, verbatim } from '../../base/sentence';

/** What the charts and the result call by a letter of their own, so that no layer can. */
const reserved = new Map([
  ['X', sentence('the input')],
  ['Y', sentence('the target')],
  ['H', sentence('any state')],
]);

export const isReserved = (name: string): boolean => reserved.has(name);

export const reservedFor = (name: string): Sentence => reserved.get(name) ?? verbatim(name);
