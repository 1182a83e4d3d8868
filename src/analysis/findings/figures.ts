import type { Unit } from '../result';

/** A figure as sentences show it: one decimal, and no minus before a zero. */
export function figure(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return (rounded === 0 ? 0 : rounded).toFixed(1);
}

export const percent = (share: number): string => `${(100 * share).toFixed(share > 0.99 && share < 1 ? 1 : 0)} %`;

/** Below this, in the given unit, a difference is not worth a sentence: 0.05 bits. */
export const negligible = (unit: Unit): number => (unit === 'bits' ? 0.05 : 0.05 * Math.LN2);
