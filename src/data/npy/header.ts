import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { ElementType } from './ndArray';

/** What a .npy file says of itself before its elements (NumPy Enhancement Proposal 1, format versions 1 to 3). */
export interface NpyHeader {
  readonly type: ElementType;
  readonly littleEndian: boolean;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** Where the elements begin. */
  readonly offset: number;
}

const elementTypes: readonly ElementType[] = ['b1', 'i1', 'i2', 'i4', 'i8', 'u1', 'u2', 'u4', 'u8', 'f2', 'f4', 'f8'];

/** The longest header that is read: NumPy itself writes a few hundred bytes. */
export const largestHeader = 65_536;

/**
 * Reads the header at the start of `bytes`.
 * @throws InputError naming `file`, where it is no .npy, is cut short, or holds what is not numbers
 */
export function parseNpyHeader(bytes: Buffer, file: string): NpyHeader {
  const fail = (what: string): never => {
    throw new InputError(sentence('{0} {1}', file, what), file);
  };
  if (bytes.length < 10) return fail('is no .npy file, or is cut short: not even its header is there.');
  if (bytes.toString('latin1', 0, 6) !== '\x93NUMPY')
    return fail('is no .npy file: it does not start as one. Write it with numpy.save.');
  const version = bytes[6];
  if (version < 1 || version > 3) return fail(`has .npy format version ${version}; versions 1 to 3 are read.`);
  const start = version === 1 ? 10 : 12;
  if (bytes.length < start) return fail('is cut short within its header.');
  const length = version === 1 ? bytes.readUInt16LE(8) : bytes.readUInt32LE(8);
  if (length > largestHeader) return fail(`announces a header of ${length} bytes; at most ${largestHeader} are read.`);
  if (bytes.length < start + length) return fail('is cut short within its header.');
  const text = bytes.toString(version === 3 ? 'utf8' : 'latin1', start, start + length);
  return { ...parseDictionary(text, fail), offset: start + length };
}

/** Reads the Python dictionary literal of a header; nothing in it is ever run. */
function parseDictionary(text: string, fail: (what: string) => never): Omit<NpyHeader, 'offset'> {
  const plain = /^\s*\{.*\}\s*$/s.test(text);
  if (plain && /'descr'\s*:\s*\[/.test(text))
    return fail('is a structured array; save plain numbers, one array a field.');
  const descr = /['"]descr['"]\s*:\s*['"]([^'"]*)['"]/.exec(text)?.[1];
  const order = /['"]fortran_order['"]\s*:\s*(True|False)\b/.exec(text)?.[1];
  const shape = /['"]shape['"]\s*:\s*\(([\d\s,L]*)\)/.exec(text)?.[1];
  if (!plain || descr === undefined || order === undefined || shape === undefined)
    return fail('has a header that cannot be read: descr, fortran_order and shape are expected.');
  const sizes = shape
    .split(',')
    .map((size) => size.trim().replace(/L$/, ''))
    .filter((size) => size !== '')
    .map(Number);
  if (!sizes.every((size) => Number.isSafeInteger(size)))
    return fail(`has a shape (${shape}) that is not made of whole numbers.`);
  const byteOrder = /^[<>=|]/.test(descr) ? descr[0] : '=';
  const kind = /^[<>=|]/.test(descr) ? descr.slice(1) : descr;
  if (kind.startsWith('O'))
    return fail(
      'holds pickled Python objects, which are never read; save numbers (numpy.save with allow_pickle=False).',
    );
  const type = elementTypes.find((known) => known === (kind === '?' ? 'b1' : kind));
  if (!type)
    return fail(`holds elements of type '${descr}'; integers, booleans and floats of 2, 4 or 8 bytes are read.`);
  return { type, littleEndian: byteOrder !== '>', fortranOrder: order === 'True', shape: sizes };
}
