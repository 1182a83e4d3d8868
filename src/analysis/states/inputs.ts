import type { Sequences } from '../../data/dataset';
import { stepIndex } from '../../data/realSteps';
import type { StatesArray, StatesSymbols } from '../../result/states/states';

/** Columns of inputs that are numbers, at most: they colour states, and are looked at one by one. */
const mostColumns = 32;
const largestAlphabet = 2 ** 15;

/** Symbols of the kept sequences, aligned at the ends. */
export interface KeptSymbols {
  readonly about?: StatesSymbols;
  /** [sequences, steps], -1 where there is none. */
  readonly symbols: Int16Array;
}

/** @param atEnd there is one a sequence, and it has no steps */
export function keptSymbols(sequences: Sequences | undefined, rows: Int32Array, atEnd = false): KeptSymbols {
  if (!sequences?.symbols || sequences.alphabet === undefined || sequences.alphabet > largestAlphabet)
    return { symbols: new Int16Array(0) };
  const { symbols, alphabet, names, length } = sequences;
  const out = new Int16Array(rows.length * length).fill(-1);
  rows.forEach((row, place) => {
    for (let step = 0; step < length; step++) {
      const from = atEnd ? step : stepIndex(sequences, row, step + 1);
      if (from >= 0) out[place * length + step] = symbols[row * length + from];
    }
  });
  return { about: { steps: length, alphabet, ...(names && { names: [...names] }) }, symbols: out };
}

/** Inputs that are numbers, as an array of bytes; undefined for symbols. */
export function keptInputs(
  sequences: Sequences,
  rows: Int32Array,
): { readonly array: StatesArray; readonly bytes: Uint8Array } | undefined {
  if (sequences.symbols) return undefined;
  const { values, length, features } = sequences;
  const units = Math.min(features, mostColumns);
  const low = new Array<number>(units).fill(Infinity);
  const high = new Array<number>(units).fill(-Infinity);
  const visit = (use: (value: number, unit: number, to: number) => void): void =>
    rows.forEach((row, place) => {
      for (let step = 0; step < length; step++) {
        const from = stepIndex(sequences, row, step + 1);
        if (from < 0) continue;
        for (let unit = 0; unit < units; unit++) {
          const value = values[(row * length + from) * features + unit];
          if (Number.isFinite(value)) use(value, unit, (place * length + step) * units + unit);
        }
      }
    });
  visit((value, unit) => {
    low[unit] = Math.min(low[unit], value);
    high[unit] = Math.max(high[unit], value);
  });
  const bytes = new Uint8Array(rows.length * length * units);
  visit((value, unit, to) => {
    const range = high[unit] - low[unit];
    bytes[to] = range > 0 ? Math.round((255 * (value - low[unit])) / range) : 0;
  });
  const ends = (values: readonly number[]): number[] => values.map((value) => (Number.isFinite(value) ? value : 0));
  return { array: { name: 'X', kind: 'input', steps: length, units, low: ends(low), high: ends(high) }, bytes };
}
