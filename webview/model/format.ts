import type { Unit } from '../../src/result/result';

const natsPerBit = Math.LN2;

/** `value` of unit `from`, in unit `to`. */
export function convert(value: number, from: Unit, to: Unit): number {
  if (from === to) return value;
  return from === 'bits' ? value * natsPerBit : value / natsPerBit;
}

/** A number as sentences, axes and tables print it: three figures where they mean something, never NaN. */
export function formatValue(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const text = value.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

/** A number for a file: every digit that it has. */
export function exactText(value: number): string {
  return Number.isFinite(value) ? String(value) : '';
}

/** Seconds as a person says them: '4 s', '2 min', '1 h 5 min'. */
export function formatSeconds(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 90) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
