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

/** Where the real steps of each sequence stand. */
export interface RealSteps {
  /** The place of the first one; absent where all begin at 0. */
  readonly starts?: Int32Array;
  readonly lengths: Int32Array;
}

/**
 * Real steps of each sequence by an array of lengths [samples] or a mask [samples, length], whose padding may stand in
 * front; undefined where a config names neither.
 * @throws InputError at `data.lengths` or `data.mask` where they do not fit the inputs
 */
export async function realStepsOf(
  { lengths, mask }: { readonly lengths?: string | undefined; readonly mask?: string | undefined },
  sizes: Sizes,
  folders: Context,
): Promise<RealSteps | undefined> {
  if (lengths !== undefined) return { lengths: await readLengths(lengths, sizes, folders) };
  return mask === undefined ? undefined : readMask(mask, sizes, folders);
}

async function readLengths(text: string, { samples, length }: Sizes, folders: Context): Promise<Int32Array> {
  const { file, array, wrong } = await open(text, 'lengths', folders);
  const { shape, type, data } = array;
  const name = path.basename(text);
  if (shape[0] !== samples || data.length !== samples)
    throw wrong(
      sentence(
        '{0} has shape [{1}], but for {2} sequences it must be [{2}]. In Python: numpy.save("{0}", ' +
          'numpy.array([len(one) ' +
          'for one in sequences])).',
        name,
        shape.join(', '),
        samples,
      ),
      file,
    );
  if (!isDiscrete(type))
    throw wrong(
      sentence(
        '{0} must hold integers: real steps of each sequence. In Python: numpy.save("{0}", lengths.astype("int32")).',
        name,
      ),
      file,
    );
  const bad = data.findIndex((own) => own < 1 || own > length);
  if (bad >= 0) {
    const own = data[bad];
    throw wrong(
      sentence(
        own < 1
          ? '{0} says {1} steps (at [{2}]), but the inputs have {3} steps: it must be between 1 and {3}. Leave empty ' +
              'sequences out of all arrays: keep = lengths > 0.'
          : '{0} says {1} steps (at [{2}]), but the inputs have {3} steps: it must be between 1 and {3}. In Python: ' +
              'numpy.save("{0}", numpy.minimum(lengths, {3})), if the inputs were cut there.',
        name,
        own,
        bad,
        length,
      ),
      file,
    );
  }
  return Int32Array.from(data);
}

async function readMask(text: string, { samples, length }: Sizes, folders: Context): Promise<RealSteps> {
  const { file, array, wrong } = await open(text, 'mask', folders);
  const { shape, data } = array;
  const name = path.basename(text);
  if (shape[0] !== samples || shape[1] !== length || data.length !== samples * length)
    throw wrong(
      sentence(
        shape[0] === length && shape[1] === samples
          ? '{0} has shape [{1}], but for these inputs it must be [{2}, {3}]. In Python: numpy.save("{0}", mask.T).'
          : '{0} has shape [{1}], but for these inputs it must be [{2}, {3}]. Write 1 for each ' +
              'real step, and 0 for padding.',
        name,
        shape.join(', '),
        samples,
        length,
      ),
      file,
    );
  const starts = new Int32Array(samples);
  const lengths = new Int32Array(samples);
  for (let row = 0; row < samples; row++) {
    const own = data.subarray(row * length, (row + 1) * length);
    const bad = own.findIndex((value) => value !== 0 && value !== 1);
    if (bad >= 0)
      throw wrong(
        sentence(
          '{0} has {1} at [{2}, {3}]. Write 1 for each real step, and 0 for padding: numpy.save("{0}", mask > 0.5).',
          name,
          own[bad],
          row,
          bad,
        ),
        file,
      );
    const start = own.indexOf(1);
    if (start < 0)
      throw wrong(
        sentence(
          '{0} has no real step in sequence {1}. Leave such sequences out of all arrays: keep = mask.any(1).',
          name,
          row,
        ),
        file,
      );
    const end = own.lastIndexOf(1) + 1;
    const hole = own.indexOf(0, start);
    if (hole >= 0 && hole < end)
      throw wrong(
        sentence(
          '{0} has 0 at [{1}, {2}], between real steps. Padding may stand in front of all real steps or behind them, ' +
            'not between.',
          name,
          row,
          hole,
        ),
        file,
      );
    starts[row] = start;
    lengths[row] = end - start;
  }
  return { lengths, ...(starts.some((start) => start > 0) && { starts }) };
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
