import path from 'node:path';
import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { Sequences, Targets } from '../dataset';
import { arrayPlace } from '../files/arrayPlace';
import { assembleInputs, assembleTargets, type FileNumbers } from '../files/assemble';
import { type DataFolders, resolveDataPath } from '../files/dataPath';
import { isDiscrete } from '../npy/ndArray';
import { readNpy } from '../npy/readNpy';
import { withLengths } from '../realSteps';

/**
 * Real steps of each sequence, [samples].
 * @throws InputError at `data.lengths` where they do not fit the inputs
 */
export async function readLengths(
  text: string,
  { samples, length }: Pick<FileNumbers, 'samples' | 'length'>,
  folders: DataFolders & { readonly signal?: AbortSignal },
): Promise<Int32Array> {
  const place = arrayPlace(text);
  const wrong = (said: Sentence, file: string): InputError =>
    new InputError(said, file, undefined, ['data', 'lengths']);
  const file = await resolveDataPath(place.path, folders);
  const { shape, type, data } = await readNpy(file, { member: place.member, signal: folders.signal });
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

/** The inputs, of which only real steps are looked at. */
export function assembleSequences(
  numbers: FileNumbers,
  lengths: Int32Array | undefined,
  symbols: number | undefined,
  warnings: Sentence[],
): Sequences {
  if (!lengths) return assembleInputs(numbers, symbols, warnings);
  return withLengths(assembleInputs(blanked(numbers, lengths, 0), symbols, warnings), lengths);
}

/**
 * The targets, of which only those at real steps are looked at.
 * @param recorded -1 is no target at the end of a sequence either
 */
export function assembleRecordedTargets(
  numbers: FileNumbers & { readonly at: 'every' | 'end' },
  lengths: Int32Array | undefined,
  recorded: boolean,
  classes: number | undefined,
  warnings: Sentence[],
): Targets {
  const { at, integers } = numbers;
  const present =
    recorded && integers && at === 'end'
      ? { ...numbers, values: Float64Array.from(numbers.values, (value) => (value === -1 ? NaN : value)) }
      : numbers;
  if (!lengths || at === 'end') return assembleTargets(present, at, classes, warnings);
  return withLengths(assembleTargets(blanked(present, lengths, NaN), at, classes, warnings), lengths, NaN);
}

/** One sentence on how steps are counted where sequences differ in length. */
export function saidOfLengths(lengths: Int32Array): Sentence {
  return sentence(
    'The sequences have {0} to {1} real steps. Steps and lags are counted from the own end of each sequence; padding ' +
      'is not read.',
    lengths.reduce((least, own) => Math.min(least, own)),
    lengths.reduce((most, own) => Math.max(most, own)),
  );
}

function blanked(numbers: FileNumbers, lengths: Int32Array, filler: number): FileNumbers {
  const { samples, length, features } = numbers;
  const values = Float64Array.from(numbers.values);
  for (let row = 0; row < samples; row++)
    values.fill(filler, (row * length + lengths[row]) * features, (row + 1) * length * features);
  return { ...numbers, values };
}
