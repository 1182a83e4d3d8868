import { sentence, type Sentence } from '../../base/sentence';
import type { Blame, FileTargets } from './fileTable';

/** More classes or symbols than this count as a mistake. */
export const largestAlphabet = 65_536;

/**
 * Integers that do not number classes from 0 (years, temperatures) are names of classes where each of them stands for
 * this many targets on average: with fewer there is nothing to learn about a class.
 */
const fewestPerLabel = 2;

export interface LabelSetting {
  readonly classes?: number | undefined;
  readonly targetAs?: 'classes' | 'values' | 'tags' | undefined;
  readonly noTarget?: number | undefined;
}

/** Class numbers 0 ... classes-1, -1 where there is no target. */
export interface Labels {
  readonly numbers: Int32Array;
  readonly classes: number;
  /** Where the file names classes otherwise than by 0 ... classes-1. */
  readonly names?: readonly string[];
}

/**
 * The class of each target; undefined where they are no labels but values.
 * @param targets one number each, NaN for none
 * @throws InputError at a number that is not one of the classes
 */
export function labelsOf(targets: FileTargets, setting: LabelSetting, warnings: Sentence[]): Labels | undefined {
  const { values, names, integers, blame } = targets;
  if (names) {
    if (names.length < 2 && targets.samples > 1)
      throw blame(
        0,
        sentence('Every target is "{0}", so there is nothing to predict. Name another, or leave it out.', names[0]),
      );
    return { numbers: numbersOf(values), classes: names.length, names };
  }
  if (!integers && setting.classes === undefined && setting.targetAs !== 'classes') return undefined;
  const { wanted, kinds } = withoutMinusOne(targets, setting, warnings);
  if (setting.classes !== undefined)
    return { numbers: classNumbers(wanted, setting.classes, blame), classes: setting.classes };
  if (kinds.length === 1 && targets.samples > 1 && (integers || setting.targetAs === 'classes'))
    throw blame(
      0,
      sentence(
        'Every target is {0}, so there is nothing to predict. Name another, leave it out, or set "classes" to how ' +
          'many there are.',
        kinds[0],
      ),
    );
  if (kinds.length === 0)
    throw blame(
      0,
      sentence(
        'There is no target but -1, which is read as no target. If -1 is a class, add "noTarget": -100 to the data.',
      ),
    );
  const odd = Array.prototype.findIndex.call(
    wanted,
    (value: number) => !Number.isNaN(value) && !Number.isInteger(value),
  );
  if (odd >= 0)
    throw blame(
      odd,
      sentence(
        '{0} is no class: classes are words or whole numbers. To predict numbers, set "targetAs" to "values".',
        String(wanted[odd]),
      ),
    );
  if (numberFromZero(kinds)) return { numbers: numbersOf(wanted), classes: kinds.length };
  const present = targets.whole?.count ?? Array.prototype.filter.call(wanted, (value) => !Number.isNaN(value)).length;
  if (setting.targetAs === 'classes' || present >= fewestPerLabel * kinds.length) {
    const placeOf = new Map([...kinds].map((kind, place) => [kind, place]));
    return {
      numbers: Int32Array.from(wanted, (value) => placeOf.get(value) ?? -1),
      classes: kinds.length,
      names: Array.from(kinds, String),
    };
  }
  const classes = largest(kinds, 1) + 1;
  if (kinds[0] >= 0 && classes <= largestAlphabet) return { numbers: numbersOf(wanted), classes };
  warnings.push(
    sentence(
      'The targets are {0} different integers, few of which occur twice: they are read as values (regression). Set ' +
        '"targetAs" to "classes" to read each as a class.',
      kinds.length,
    ),
  );
  return undefined;
}

/**
 * Among class numbers of steps, -1 means no target where it stands before the first or behind the last target of a
 * sequence alone, or where `classes` leaves no other reading. Between targets it is a class, as it is in [-1, 0, 1].
 * Either is said with how many there are; `noTarget` decides it.
 */
function withoutMinusOne(
  targets: FileTargets,
  { noTarget, classes }: LabelSetting,
  warnings: Sentence[],
): { wanted: ArrayLike<number>; kinds: Float64Array } {
  const { values, at } = targets;
  const kinds = targets.whole?.kinds ?? kindsOf(values);
  if (noTarget !== undefined || at === 'end') return { wanted: values, kinds };
  const others = kinds.filter((kind) => kind !== -1);
  const none = Array.prototype.filter.call(values, (value) => value === -1).length;
  if (others.length === kinds.length || (classes === undefined && (others.length < 2 || !numberFromZero(others))))
    return { wanted: values, kinds };
  if (classes === undefined && isBetween(targets)) {
    warnings.push(
      sentence(
        '{0} of {1} targets are -1, and stand between others: -1 is read as a class. Set "noTarget" to -1 if it is ' +
          'no target.',
        none,
        values.length,
      ),
    );
    return { wanted: values, kinds };
  }
  warnings.push(
    sentence(
      '{0} of {1} targets are -1, which is read as "no target here". Set "noTarget" to another number if -1 is a ' +
        'class, or to -1 if it is none.',
      none,
      values.length,
    ),
  );
  return { wanted: Float64Array.from(values, (value) => (value === -1 ? NaN : value)), kinds: others };
}

/** Whether -1 stands between the targets of a sequence. At its start or end there is often nothing to predict. */
function isBetween({ values, samples, length }: FileTargets): boolean {
  for (let row = 0; row < samples; row++) {
    const own = Array.from({ length }, (_, t) => values[row * length + t]).filter((value) => !Number.isNaN(value));
    const first = own.findIndex((value) => value !== -1);
    const last = own.findLastIndex((value) => value !== -1);
    if (first >= 0 && own.slice(first, last).includes(-1)) return true;
  }
  return false;
}

/** The different numbers, ascending. */
export function kindsOf(values: ArrayLike<number>): Float64Array {
  const kinds = new Set<number>();
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) kinds.add(values[i]);
  return Float64Array.from(kinds).sort();
}

const numberFromZero = (kinds: Float64Array): boolean => kinds.every((kind, place) => kind === place);

const numbersOf = (values: ArrayLike<number>): Int32Array =>
  Int32Array.from(values, (value) => (Number.isNaN(value) ? -1 : value));

/** Integers 0 ... classes-1; NaN becomes -1. */
function classNumbers(values: ArrayLike<number>, classes: number, blame: Blame): Int32Array {
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isNaN(value) || (Number.isInteger(value) && value >= 0 && value < classes)) continue;
    throw blame(
      i,
      sentence(
        '{0} is not a class number: it must be a whole number from 0 to {1}. Remove "classes", so that any ' +
          'integers name ' +
          'classes.',
        String(value),
        classes - 1,
      ),
    );
  }
  return numbersOf(values);
}

export function largest(values: ArrayLike<number>, least: number): number {
  let most = least;
  for (let i = 0; i < values.length; i++) if (values[i] > most) most = values[i];
  return most;
}
