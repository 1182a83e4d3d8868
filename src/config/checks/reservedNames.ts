/** What the charts and the result call by a letter of their own, so that no layer can. */
const reserved = new Map([
  ['X', 'the input'],
  ['Y', 'the target'],
  ['H', 'any state'],
]);

export const isReserved = (name: string): boolean => reserved.has(name);

export const reservedFor = (name: string): string => reserved.get(name) ?? '';
