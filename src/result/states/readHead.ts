import { layoutOf, magic, prefixBytes, type StatesLayout, type Stretch } from './layout';
import type { StatesHeader } from './states';

/** All of a file of states but the states: what they belong to. */
export interface StatesHead {
  readonly header: StatesHeader;
  readonly layout: StatesLayout;
  readonly rows: Int32Array;
  readonly lengths: Int32Array;
  /** Of each array, [units, lags], nats. */
  readonly kept: readonly Float32Array[];
  /** [sequences, steps]; empty where the inputs, or the targets, are no symbols. */
  readonly inputs: Int16Array;
  readonly targets: Int16Array;
}

/** The header at the start of a file, and where its parts stand; undefined where it is not one, or not whole. */
export function readHeader(
  start: Uint8Array,
): { readonly header: StatesHeader; readonly layout: StatesLayout } | undefined {
  const size = headerBytes(start);
  if (size === undefined || start.length < prefixBytes + size) return undefined;
  try {
    const text = new TextDecoder().decode(start.subarray(prefixBytes, prefixBytes + size));
    const header: unknown = JSON.parse(text);
    return isHeader(header) ? { header, layout: layoutOf(header, size) } : undefined;
  } catch {
    return undefined;
  }
}

/** The padded length of the header's text, by the first bytes of a file. */
export function headerBytes(start: Uint8Array): number | undefined {
  if (start.length < prefixBytes) return undefined;
  const view = new DataView(start.buffer, start.byteOffset, prefixBytes);
  return view.getUint32(0, true) === magic ? view.getUint32(4, true) : undefined;
}

/** @param bytes a file from its start to the end of its head */
export function readHead(bytes: Uint8Array): StatesHead | undefined {
  const read = readHeader(bytes);
  if (!read || bytes.length < read.layout.headEnd) return undefined;
  // A copy begins at a place from which numbers of four bytes can be read.
  const { buffer } = bytes.slice(0, read.layout.headEnd);
  const { rows, lengths, kept, inputs, targets } = read.layout;
  const integers = ({ at, count }: Stretch): Int32Array => new Int32Array(buffer, at, count);
  const symbols = ({ at, count }: Stretch): Int16Array => new Int16Array(buffer, at, count);
  return {
    ...read,
    rows: integers(rows),
    lengths: integers(lengths),
    kept: kept.map(({ at, count }) => new Float32Array(buffer, at, count)),
    inputs: symbols(inputs),
    targets: symbols(targets),
  };
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const hasNumbers = (value: unknown, count: number): boolean =>
  Array.isArray(value) && value.length === count && value.every((item) => typeof item === 'number');

function isHeader(value: unknown): value is StatesHeader {
  if (!isObject(value) || value.format !== 1) return false;
  if (![value.epoch, value.sequences, value.analysed, value.length].every(isCount)) return false;
  if (![value.inputs, value.targets].every((symbols) => symbols === undefined || isSymbols(symbols))) return false;
  return Array.isArray(value.arrays) && value.arrays.every(isArray);
}

const isSymbols = (value: unknown): boolean => isObject(value) && isCount(value.steps) && isCount(value.alphabet);

function isArray(value: unknown): boolean {
  if (!isObject(value) || typeof value.name !== 'string') return false;
  const { steps, units, low, high, information, plane, lags } = value;
  if (!isCount(steps) || !isCount(units) || !hasNumbers(low, units) || !hasNumbers(high, units)) return false;
  if (lags !== undefined && !isCount(lags)) return false;
  if (information !== undefined && !(isObject(information) && hasNumbers(information.nats, units))) return false;
  return (
    plane === undefined ||
    (isObject(plane) &&
      [plane.mean, plane.first, plane.second].every((axis) => hasNumbers(axis, units)) &&
      hasNumbers(plane.shares, 2))
  );
}
