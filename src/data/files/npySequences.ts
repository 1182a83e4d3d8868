import { sentence } from '../../base/sentence';
import path from 'node:path';
import { InputError } from '../../base/userError';
import { isDiscrete } from '../npy/ndArray';
import type { ArrayPlace } from './arrayPlace';
import { readArray, type SomeRows, type RowArray } from './rowArray';
import type { Blame, FileNumbers, FileTable } from './fileTable';
import { hotPlaces } from './vectorTargets';

export interface NpySetting {
  /** NaN is no target. */
  readonly targetsMayLack?: boolean;
  /** What several numbers a sequence are; one-hot vectors need not be named. */
  readonly targetAs?: 'classes' | 'values' | 'tags' | undefined;
  /** Targets [samples, n] are n tags of each sequence, even where n is the number of steps. */
  readonly tagsAtEnd?: boolean;
  /** Series are cut into windows of so many steps, so that a single series is an array of one axis. */
  readonly cutInto?: number | undefined;
  readonly some?: SomeRows | undefined;
}

/**
 * Inputs [samples, length] or [samples, length, features]; and targets [samples] or [samples, values] (at the end), or
 * [samples, length] or [samples, length, values] (at every step), from two arrays. Integers are symbols or classes,
 * floats are values.
 * @throws InputError where shapes do not match or a target is NaN that may not be
 */
export async function readNpySequences(
  inputsPlace: string | ArrayPlace,
  targetsPlace: string | ArrayPlace | undefined,
  signal?: AbortSignal,
  { targetsMayLack = false, targetAs, tagsAtEnd = false, cutInto, some }: NpySetting = {},
): Promise<FileTable> {
  const { path: inputsFile, member } = placeOf(inputsPlace);
  const read = await readArray({ path: inputsFile, member }, some, signal);
  const oneSeries = read.shape.length === 1 && cutInto !== undefined;
  const inputs = oneSeries ? asSeries(read) : read;
  const [samples, length, features = 1] = inputs.shape;
  if (inputs.shape.length === 1)
    throw new InputError(
      sentence(
        '{0} has shape {1}, but must have shape [samples, length] or [samples, length, features]. If it is one long ' +
          'series, add "window": { "length": 32 } to the data, which cuts it.',
        inputsFile,
        shapeText(inputs),
      ),
      inputsFile,
    );
  if (cutInto !== undefined && length < cutInto && samples >= 2 * cutInto && inputs.shape.length === 2)
    throw new InputError(
      sentence(
        '{0} has shape {1}: {2} sequences of {3} steps, which are shorter than a window. If it is one series of {2} ' +
          'steps, in Python: numpy.save("x.npy", x[None]).',
        inputsFile,
        shapeText(inputs),
        samples,
        length,
      ),
      inputsFile,
    );
  if (inputs.shape.length < 2 || inputs.shape.length > 3)
    throw new InputError(
      sentence(
        '{0} has shape {1}, but must have shape [samples, length] or [samples, length, features]. In Python: ' +
          'numpy.save("x.npy", x.reshape(len(x), length, -1)).',
        inputsFile,
        shapeText(inputs),
      ),
      inputsFile,
    );
  if (inputs.data.length === 0)
    throw new InputError(
      sentence(
        '{0} is empty: its shape is {1}. Save inputs [samples, length]: numpy.save("x.npy", x).',
        inputsFile,
        shapeText(inputs),
      ),
      inputsFile,
    );
  const table = { inputs: fileNumbers(inputs, samples, length, features, inputsFile) };
  if (targetsPlace === undefined) return table;

  const { path: targetsFile, member: targetsMember } = placeOf(targetsPlace);
  const readTargets = await readArray({ path: targetsFile, member: targetsMember }, some, signal);
  const targets = oneSeries ? asSeries(readTargets) : readTargets;
  const kind = kindOf(targets.fileShape, inputs.fileShape[0], length, tagsAtEnd);
  if (!kind)
    throw new InputError(
      sentence(
        '{0} has shape {1}. For inputs of shape {2}, it must be [{3}] or [{3}, {4}], or with several numbers a ' +
          'target [{3}, values] or [{3}, {4}, values]. Save those of the same ' +
          'sequences, in the same order.',
        targetsFile,
        shapeText(targets),
        shapeText(inputs),
        inputs.fileShape[0],
        length,
      ),
      targetsFile,
    );
  for (let i = 0; i < targets.data.length && !targetsMayLack; i++) {
    if (Number.isNaN(targets.data[i]))
      throw blameIn(targets, targetsFile)(i, sentence('The target is NaN. Write a number.'));
  }
  const { at, values } = kind;
  if (at === 'end' && values > 1 && targetAs === undefined && !hotPlaces(targets.data, values))
    throw new InputError(
      sentence(
        '{0} has shape {1}: {2} numbers for each sequence of {3} steps. Set "targetAs" to "tags" (each is 1 or 0, ' +
          'and the head has "activation": "sigmoid") or "values" (numbers to predict), or give one target for ' +
          'each step.',
        targetsFile,
        shapeText(targets),
        values,
        length,
      ),
      targetsFile,
    );
  const said =
    targets.shape.length === 2 && at === 'every' && isDiscrete(targets.type)
      ? [
          sentence(
            'The targets have as many columns as there are steps ({0}), so each is read as the target of its step. ' +
              'If they are tags of the whole sequence, set "targetAs" to "tags".',
            length,
          ),
        ]
      : [];
  return {
    ...table,
    targets: { ...fileNumbers(targets, samples, at === 'every' ? length : 1, values, targetsFile), at },
    // Single tags and steps look alike only where the numbers are 0 and 1.
    ...(targets.data.every((value) => value === 0 || value === 1) && { said }),
  };
}

/** One series, [steps, ...], as the only sequence [1, steps, ...]. */
const asSeries = (array: RowArray): RowArray => ({
  ...array,
  shape: [1, ...array.shape],
  fileShape: [1, ...array.fileShape],
  series: true,
});

function kindOf(
  shape: readonly number[],
  samples: number,
  length: number,
  tagsAtEnd: boolean,
): { at: 'every' | 'end'; values: number } | undefined {
  const [count, second = 1, third] = shape;
  if (count !== samples || second < 1) return undefined;
  if (shape.length === 1) return { at: 'end', values: 1 };
  if (shape.length === 2)
    return second === length && !tagsAtEnd ? { at: 'every', values: 1 } : { at: 'end', values: second };
  return shape.length === 3 && second === length && third >= 1 ? { at: 'every', values: third } : undefined;
}

const placeOf = (place: string | ArrayPlace): ArrayPlace => (typeof place === 'string' ? { path: place } : place);

function fileNumbers(array: RowArray, samples: number, length: number, features: number, file: string): FileNumbers {
  return {
    values: array.data,
    samples,
    length,
    features,
    integers: isDiscrete(array.type),
    ...(array.whole && { whole: array.whole }),
    blame: blameIn(array, file),
  };
}

function blameIn(array: RowArray, file: string): Blame {
  return (index, what) => {
    const place: number[] = [];
    let rest = index;
    for (let axis = array.shape.length - 1; axis >= 0; axis--) {
      place.unshift(rest % array.shape[axis]);
      rest = Math.floor(rest / array.shape[axis]);
    }
    if (array.series) place.shift();
    if (array.rows && place.length > 0) place[0] = array.rows[place[0]];
    return new InputError(sentence('{0}, at [{1}]: {2}', path.basename(file), place.join(', '), what), file);
  };
}

function shapeText({ fileShape }: RowArray): string {
  return `[${fileShape.join(', ')}]`;
}
