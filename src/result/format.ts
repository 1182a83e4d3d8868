import type { Unit } from './result';

/**
 * A number as findings, advice and the terminal print it: one decimal, two where one would round it to zero, and no
 * minus before a zero.
 */
export function figure(value: number): string {
  const decimals = Math.abs(value) < 0.1 && Math.abs(value) >= 0.005 ? 2 : 1;
  const rounded = Number(value.toFixed(decimals));
  return (rounded === 0 ? 0 : rounded).toFixed(decimals);
}

/**
 * An amount of information as sentences print it. Information is never negative, so an estimate below zero reads 0.0;
 * the estimate itself stays as it is in the document.
 */
export const amount = (value: number): string => figure(Math.max(0, value));

/** Less than this is rounding of the arithmetic, not of the print. */
const alike = 1e-6;

/**
 * The same print for what is called "at least": where it would round up, two decimals that are not above the value.
 * "At least 0.9" of a limit of 0.89 would be a claim that nothing carries.
 */
export const roundedDown =
  (print: (value: number) => string) =>
  (value: number): string => {
    const text = print(value);
    return Number(text) > value + alike ? (Math.floor(100 * (value + alike)) / 100).toFixed(2) : text;
  };

/** The same print for what is called "at most": where it would round down, two decimals that are not below it. */
export const roundedUp =
  (print: (value: number) => string) =>
  (value: number): string => {
    const text = print(value);
    return Number(text) < value - alike ? (Math.ceil(100 * (value - alike)) / 100).toFixed(2) : text;
  };

/**
 * An estimate's value or limit as charts and tables show it: information is never negative, but a differential entropy
 * may be.
 */
export const shownAmount = ({ quantity }: { readonly quantity: string }, value: number): number =>
  quantity === 'entropy' ? value : Math.max(0, value);

export const percent = (share: number): string => `${(100 * share).toFixed(share > 0.99 && share < 1 ? 1 : 0)} %`;

/** Below this, in the given unit, a difference is not worth a sentence: 0.05 bits. */
export const negligible = (unit: Unit): number => (unit === 'bits' ? 0.05 : 0.05 * Math.LN2);

/** A number as the page's sentences, axes and tables print it: three significant figures, never NaN. */
export function formatValue(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const text = value.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

/** Seconds for people: '4 s', '2 min', '1 h 5 min'. */
export function formatSeconds(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 90) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
