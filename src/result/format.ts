import type { Unit } from './result';

/** A figure as sentences show it: one decimal, two where one would hide it, and no minus before a zero. */
export function figure(value: number): string {
  const decimals = Math.abs(value) < 0.1 && Math.abs(value) >= 0.005 ? 2 : 1;
  const rounded = Number(value.toFixed(decimals));
  return (rounded === 0 ? 0 : rounded).toFixed(decimals);
}

export const percent = (share: number): string => `${(100 * share).toFixed(share > 0.99 && share < 1 ? 1 : 0)} %`;

/** Below this, in the given unit, a difference is not worth a sentence: 0.05 bits. */
export const negligible = (unit: Unit): number => (unit === 'bits' ? 0.05 : 0.05 * Math.LN2);
