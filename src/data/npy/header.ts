import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { foundInstead, lookedAt } from '../files/foundInstead';
import type { ElementType } from './ndArray';

/** The header of a .npy file (NumPy Enhancement Proposal 1, format versions 1 to 3). */
export interface NpyHeader {
  readonly type: ElementType;
  readonly littleEndian: boolean;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** The byte offset of the elements. */
  readonly offset: number;
}

const elementTypes: readonly ElementType[] = ['b1', 'i1', 'i2', 'i4', 'i8', 'u1', 'u2', 'u4', 'u8', 'f2', 'f4', 'f8'];

/** Kinds of elements that are no numbers here, and what makes them such. */
const castTo: Readonly<Record<string, { readonly holds: Sentence; readonly cast: string } | undefined>> = {
  U: { holds: sentence('words'), cast: 'numpy.unique(x, return_inverse=True)[1]' },
  S: { holds: sentence('words'), cast: 'numpy.unique(x, return_inverse=True)[1]' },
  c: { holds: sentence('complex numbers'), cast: 'numpy.stack([x.real, x.imag], -1)' },
  M: { holds: sentence('dates'), cast: 'x.astype("int64")' },
  m: { holds: sentence('differences of times'), cast: 'x.astype("int64")' },
  V: { holds: sentence('raw bytes (bfloat16?)'), cast: 'x.astype("float32")' },
};

/** The longest header that is accepted; NumPy itself writes a few hundred bytes. */
export const largestHeader = 65_536;

/**
 * Reads the header at the start of `bytes`.
 * @throws InputError naming `file`, where it is no .npy, is cut short, or has elements that are not numbers
 */
export function parseNpyHeader(bytes: Buffer, file: string): NpyHeader {
  const fail = (said: Sentence): never => {
    throw new InputError(said, file);
  };
  if (bytes.toString('latin1', 0, 6) !== '\x93NUMPY')
    return fail(sentence('{0} is not a .npy file. {1}', file, foundInstead(bytes.subarray(0, lookedAt))));
  if (bytes.length < 10)
    return fail(sentence('{0} is cut short: it has no complete header. Copy or save it again.', file));
  const version = bytes[6];
  if (version < 1 || version > 3)
    return fail(
      sentence(
        '{0} has .npy format version {1}; versions 1 to 3 are read. Save it again: numpy.save("x.npy", x).',
        file,
        version,
      ),
    );
  const start = version === 1 ? 10 : 12;
  if (bytes.length < start) return fail(sentence('{0} is cut short within its header. Copy or save it again.', file));
  const length = version === 1 ? bytes.readUInt16LE(8) : bytes.readUInt32LE(8);
  if (length > largestHeader)
    return fail(
      sentence(
        '{0} announces a header of {1} bytes; at most {2} are read. Save it again: numpy.save("x.npy", x).',
        file,
        length,
        largestHeader,
      ),
    );
  if (bytes.length < start + length)
    return fail(sentence('{0} is cut short within its header. Copy or save it again.', file));
  const text = bytes.toString(version === 3 ? 'utf8' : 'latin1', start, start + length);
  return { ...parseDictionary(text, file, fail), offset: start + length };
}

/** Reads the Python dictionary literal of a header; it is never executed. */
function parseDictionary(text: string, file: string, fail: (said: Sentence) => never): Omit<NpyHeader, 'offset'> {
  const plain = /^\s*\{.*\}\s*$/s.test(text);
  if (plain && /'descr'\s*:\s*\[/.test(text))
    return fail(
      sentence(
        '{0} is a structured array; save plain numbers, one array per field: numpy.save("x.npy", x["field"]).',
        file,
      ),
    );
  const descr = /['"]descr['"]\s*:\s*['"]([^'"]*)['"]/.exec(text)?.[1];
  const order = /['"]fortran_order['"]\s*:\s*(True|False)\b/.exec(text)?.[1];
  const shape = /['"]shape['"]\s*:\s*\(([\d\s,L]*)\)/.exec(text)?.[1];
  if (!plain || descr === undefined || order === undefined || shape === undefined)
    return fail(sentence('{0} has a header that cannot be read. Save it again: numpy.save("x.npy", x).', file));
  const sizes = shape
    .split(',')
    .map((size) => size.trim().replace(/L$/, ''))
    .filter((size) => size !== '')
    .map(Number);
  if (!sizes.every((size) => Number.isSafeInteger(size)))
    return fail(
      sentence(
        '{0} has a shape ({1}) that is not made of whole numbers. Save it again: numpy.save("x.npy", x).',
        file,
        shape,
      ),
    );
  const byteOrder = /^[<>=|]/.test(descr) ? descr[0] : '=';
  const kind = /^[<>=|]/.test(descr) ? descr.slice(1) : descr;
  if (kind.startsWith('O'))
    return fail(
      sentence(
        '{0} holds pickled Python objects (lists of unequal lengths, or None), which are never read. In Python: ' +
          'pad them, and numpy.save("x.npy", numpy.array(padded, dtype="float32")).',
        file,
      ),
    );
  const advice = castTo[kind.charAt(0)];
  if (advice !== undefined)
    return fail(sentence('{0} holds {1}. In Python: numpy.save("x.npy", {2}).', file, advice.holds, advice.cast));
  const type = elementTypes.find((known) => known === (kind === '?' ? 'b1' : kind));
  if (!type)
    return fail(
      sentence(
        "{0} holds elements of type '{1}'; integers, booleans and floats of 2, 4 or 8 bytes are read. In Python: " +
          'numpy.save("x.npy", x.astype("float64")).',
        file,
        descr,
      ),
    );
  return { type, littleEndian: byteOrder !== '>', fortranOrder: order === 'True', shape: sizes };
}
