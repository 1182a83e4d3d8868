import path from 'node:path';
import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { isDiscrete, type NdArray } from '../npy/ndArray';
import { readNpy } from '../npy/readNpy';
import { arrayPlace } from './arrayPlace';
import { type DataFolders, resolveDataPath } from './dataPath';
import type { FileNumbers } from './fileTable';

type Context = DataFolders & { readonly signal?: AbortSignal };
type Sizes = Pick<FileNumbers, 'samples' | 'length'>;

/**
 * Real steps of each sequence by an array of lengths [samples] or a mask [samples, length]; undefined where a config
 * names neither.
 * @throws InputError at `data.lengths` or `data.mask` where they do not fit the inputs
 */
export async function lengthsOf(
  { lengths, mask }: { readonly lengths?: string | undefined; readonly mask?: string | undefined },
  sizes: Sizes,
  folders: Context,
): Promise<Int32Array | undefined> {
  if (lengths !== undefined) return readLengths(lengths, sizes, folders);
  return mask === undefined ? undefined : readMask(mask, sizes, folders);
}

async function readLengths(text: string, { samples, length }: Sizes, folders: Context): Promise<Int32Array> {
  const { file, array, wrong } = await open(text, 'lengths', folders);
  const { shape, type, data } = array;
  const name = path.basename(text);
  if (shape[0] !== samples || data.length !== samples)
    throw wrong(
      sentence('{0} has shape [{1}], but for {2} sequences it must be [{2}].', name, shape.join(', '), samples),
      file,
    );
  if (!isDiscrete(type)) throw wrong(sentence('{0} must hold integers: real steps of each sequence.', name), file);
  const bad = data.findIndex((own) => own < 1 || own > length);
  if (bad >= 0)
    throw wrong(
      sentence(
        '{0} says {1} steps (at [{2}]), but the inputs have {3} steps: it must be between 1 and {3}.',
        name,
        data[bad],
        bad,
        length,
      ),
      file,
    );
  return Int32Array.from(data);
}

async function readMask(text: string, { samples, length }: Sizes, folders: Context): Promise<Int32Array> {
  const { file, array, wrong } = await open(text, 'mask', folders);
  const { shape, data } = array;
  const name = path.basename(text);
  if (shape[0] !== samples || shape[1] !== length || data.length !== samples * length)
    throw wrong(
      sentence(
        '{0} has shape [{1}], but for these inputs it must be [{2}, {3}].',
        name,
        shape.join(', '),
        samples,
        length,
      ),
      file,
    );
  return Int32Array.from({ length: samples }, (_, row) => {
    const own = data.subarray(row * length, (row + 1) * length);
    let real = 0;
    while (real < length && own[real] === 1) real++;
    const rest = own.findIndex((value, step) => step >= real && value !== 0);
    if (real > 0 && rest < 0) return real;
    throw wrong(
      real === 0
        ? sentence(
            '{0} has no real step at the start of sequence {1}. Padding must stand behind the steps: write 1 for ' +
              'each real step, and then 0.',
            name,
            row,
          )
        : sentence(
            '{0} has {1} at [{2}, {3}], behind padding. Write 1 for each real step, and then 0 for the padding.',
            name,
            own[rest],
            row,
            rest,
          ),
      file,
    );
  });
}

async function open(
  text: string,
  key: 'lengths' | 'mask',
  folders: Context,
): Promise<{ file: string; array: NdArray; wrong: (said: Sentence, file: string) => InputError }> {
  const place = arrayPlace(text);
  const file = await resolveDataPath(place.path, folders);
  return {
    file,
    array: await readNpy(file, { member: place.member, signal: folders.signal }),
    wrong: (said, where) => new InputError(said, where, undefined, ['data', key]),
  };
}
