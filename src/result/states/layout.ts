import type { StatesHeader } from './states';

/** 'RNNS' and the version of the layout, read as a little-endian number. */
export const magic = 0x314e4e52;
/** The magic number, and the length of the header's text in bytes. */
export const prefixBytes = 8;

/** A stretch of numbers of one kind in the facts of a file. */
export interface Stretch {
  readonly at: number;
  readonly count: number;
}

/** Where the parts of a file of states stand, in bytes from its start. */
export interface StatesLayout {
  /** Int32 [sequences]: the sequence's number among the held-out ones. */
  readonly rows: Stretch;
  /** Int32 [sequences]: its real steps. */
  readonly lengths: Stretch;
  /** Float32 [units, lags] of each array, nats; `count` 0 where there is none. */
  readonly kept: readonly Stretch[];
  /** Int16 [sequences, steps], -1 where there is none. */
  readonly inputs: Stretch;
  readonly targets: Stretch;
  /** The end of all that is read at once. */
  readonly headEnd: number;
  /** The start of each array: bytes [sequences, steps, units]. */
  readonly arrays: readonly number[];
  readonly end: number;
}

/** The header's text is padded so that what follows can be read in place. */
export const paddedLength = (bytes: number): number => Math.ceil(bytes / 8) * 8;

/** @param headerBytes the padded length of the header's text */
export function layoutOf(header: StatesHeader, headerBytes: number): StatesLayout {
  const { sequences, arrays } = header;
  let at = prefixBytes + headerBytes;
  const next = (count: number, bytes: number): Stretch => {
    const stretch = { at, count };
    at += paddedLength(count * bytes);
    return stretch;
  };
  const rows = next(sequences, 4);
  const lengths = next(sequences, 4);
  const kept = arrays.map(({ units, lags = 0 }) => next(units * lags, 4));
  const inputs = next(sequences * (header.inputs?.steps ?? 0), 2);
  const targets = next(sequences * (header.targets?.steps ?? 0), 2);
  const headEnd = at;
  const starts = arrays.map(({ steps, units }) => next(sequences * steps * units, 1).at);
  return { rows, lengths, kept, inputs, targets, headEnd, arrays: starts, end: at };
}

/** The bytes of the sequences `from` to `to` (without it) of an array: their place in the file. */
export function blockOf(
  header: StatesHeader,
  layout: StatesLayout,
  array: number,
  from: number,
  to: number,
): { readonly at: number; readonly bytes: number } | undefined {
  const shape = header.arrays.at(array);
  if (!shape || array < 0 || from < 0 || to <= from || to > header.sequences) return undefined;
  const each = shape.steps * shape.units;
  return { at: layout.arrays[array] + from * each, bytes: (to - from) * each };
}
