import { sentence, type Sentence } from '../../base/sentence';
import type { Targets } from '../dataset';
import { checkSize, discreteSequences } from '../sequences';
import { floatSequences, type Precision } from './centred';
import type { FileTargets } from './fileTable';
import type { LabelSetting } from './labels';

/**
 * Several numbers a target: a one-hot vector is its class; 0 and 1 are tags where they are said to be, and values to
 * predict otherwise.
 * @throws InputError at a tag that is neither 0 nor 1
 */
export function assembleVectors(
  { values, samples, length, features, at, blame }: FileTargets,
  { targetAs, classes, centred }: LabelSetting & Pick<Precision, 'centred'>,
  warnings: Sentence[],
): Targets {
  if (targetAs !== 'tags' && targetAs !== 'values') {
    const hot = hotPlaces(values, features);
    if (hot) {
      warnings.push(sentence('The targets are one-hot vectors, read as {0} classes.', features));
      return { ...discreteSequences(hot, samples, length, features), at };
    }
    if (targetAs === 'classes' || classes !== undefined)
      throw blame(
        0,
        sentence(
          'The targets have {0} numbers each and are not one-hot, so they are no classes. Set "targetAs" to "tags" ' +
            '(each is there or not) or "values".',
          features,
        ),
      );
  }
  checkSize(samples, length, features, sentence('Targets'));
  const bad = Array.prototype.findIndex.call(
    values,
    (value: number) => targetAs === 'tags' && value !== 0 && value !== 1 && !Number.isNaN(value),
  );
  if (bad >= 0)
    throw blame(
      bad,
      sentence(
        '{0} is no tag: a tag is 1 (there) or 0 (not there). To predict numbers, set "targetAs" to "values".',
        String(values[bad]),
      ),
    );
  return {
    ...floatSequences({ values: whole(values, features), samples, length, features }, { centred }),
    at,
    ...(targetAs === 'tags' && { tags: true as const }),
  };
}

/** A target of which a part is missing is none: its other numbers have no meaning alone. */
function whole(values: ArrayLike<number>, features: number): Float64Array {
  const result = Float64Array.from(values);
  for (let from = 0; from < result.length; from += features) {
    if (result.subarray(from, from + features).some(Number.isNaN)) result.fill(NaN, from, from + features);
  }
  return result;
}

/** The place of the one in each vector, -1 for a vector without numbers; undefined where some vector is not one-hot. */
export function hotPlaces(values: ArrayLike<number>, features: number): Int32Array | undefined {
  const places = new Int32Array(values.length / features).fill(-1);
  for (let row = 0; row < places.length; row++) {
    let missing = 0;
    for (let j = 0; j < features; j++) {
      const value = values[row * features + j];
      if (Number.isNaN(value)) missing++;
      else if (value === 1 && places[row] < 0) places[row] = j;
      else if (value !== 0) return undefined;
    }
    if (missing > 0 ? missing < features : places[row] < 0) return undefined;
  }
  return places;
}
