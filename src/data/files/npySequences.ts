import { sentence } from '../../base/sentence';
import path from 'node:path';
import { InputError } from '../../base/userError';
import { isDiscrete, type NdArray } from '../npy/ndArray';
import { readNpy } from '../npy/readNpy';
import type { ArrayPlace } from './arrayPlace';
import type { Blame, FileNumbers } from './assemble';
import type { FileTable } from './fileTable';

/**
 * Inputs [samples, length] or [samples, length, features], and targets [samples] (at the end) or [samples, length] (at
 * every step; -1 for none among integers), from two arrays. Integers are symbols or classes, floats are values.
 * @param targetsMayLack NaN is no target
 * @throws InputError where shapes do not match or a number is NaN
 */
export async function readNpySequences(
  inputsPlace: string | ArrayPlace,
  targetsPlace: string | ArrayPlace | undefined,
  signal?: AbortSignal,
  targetsMayLack = false,
): Promise<FileTable> {
  const { path: inputsFile, member } = placeOf(inputsPlace);
  const inputs = await readNpy(inputsFile, { member, signal });
  const [samples, length, features = 1] = inputs.shape;
  if (inputs.shape.length < 2 || inputs.shape.length > 3)
    throw new InputError(
      sentence(
        '{0} has shape {1}, but must have shape [samples, length] or [samples, length, features].',
        inputsFile,
        shapeText(inputs),
      ),
      inputsFile,
    );
  if (inputs.data.length === 0)
    throw new InputError(sentence('{0} is empty: its shape is {1}.', inputsFile, shapeText(inputs)), inputsFile);
  const table = { inputs: fileNumbers(inputs, samples, length, features, inputsFile) };
  if (targetsPlace === undefined) return table;

  const { path: targetsFile, member: targetsMember } = placeOf(targetsPlace);
  const targets = await readNpy(targetsFile, { member: targetsMember, signal });
  const [count, steps = 1] = targets.shape;
  const fits =
    count === samples &&
    (targets.shape.length === 1 || (targets.shape.length === 2 && (steps === length || steps === 1)));
  if (!fits)
    throw new InputError(
      sentence(
        '{0} has shape {1}. For inputs of shape {2}, it must be [{3}] or [{3}, {4}].',
        targetsFile,
        shapeText(targets),
        shapeText(inputs),
        samples,
        length,
      ),
      targetsFile,
    );
  for (let i = 0; i < targets.data.length && !targetsMayLack; i++) {
    if (Number.isNaN(targets.data[i])) throw blameIn(targets, targetsFile)(i, sentence('The target is NaN.'));
  }
  const at = targets.shape.length === 2 && steps === length ? 'every' : 'end';
  return { ...table, targets: { ...fileNumbers(targets, samples, at === 'every' ? length : 1, 1, targetsFile), at } };
}

const placeOf = (place: string | ArrayPlace): ArrayPlace => (typeof place === 'string' ? { path: place } : place);

function fileNumbers(array: NdArray, samples: number, length: number, features: number, file: string): FileNumbers {
  return {
    values: array.data,
    samples,
    length,
    features,
    integers: isDiscrete(array.type),
    blame: blameIn(array, file),
  };
}

function blameIn(array: NdArray, file: string): Blame {
  return (index, what) => {
    const place: number[] = [];
    let rest = index;
    for (let axis = array.shape.length - 1; axis >= 0; axis--) {
      place.unshift(rest % array.shape[axis]);
      rest = Math.floor(rest / array.shape[axis]);
    }
    return new InputError(sentence('{0}, at [{1}]: {2}', path.basename(file), place.join(', '), what), file);
  };
}

function shapeText(array: NdArray): string {
  return `[${array.shape.join(', ')}]`;
}
