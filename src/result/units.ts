import type { Unit } from './result';

/** Nats in the unit asked for: 1 bit = ln 2 nats. */
export const natsIn = (unit: Unit, nats: number): number => (unit === 'bits' ? nats / Math.LN2 : nats);

/**
 * A text of `information/`, where every figure is in nats and says so, in the unit asked for: 'ln N = 6.91 nats'
 * becomes 'log2 N = 9.97 bits'.
 */
export function textIn(unit: Unit, text: string): string {
  if (unit === 'nats') return text;
  return text
    .replace(
      /(-?\d+(?:\.(\d+))?) nats\b/g,
      (_, figure: string, decimals = '') => `${natsIn(unit, Number(figure)).toFixed(String(decimals).length)} bits`,
    )
    .replace(/\bln(?= N\b|\()/g, 'log2');
}
