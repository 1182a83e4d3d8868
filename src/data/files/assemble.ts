import { sentence, type Sentence } from '../../base/sentence';
import type { InputError } from '../../base/userError';
import type { Sequences, Targets } from '../dataset';
import { checkSize, continuousSequences, discreteSequences } from '../sequences';

/** Makes an error at the place of the number at an index of a file's values. */
export type Blame = (index: number, what: Sentence) => InputError;

/** More classes or symbols than this count as a mistake. */
const largestAlphabet = 65_536;

/** Numbers of a file in the order [samples, length, features]. */
export interface FileNumbers {
  readonly values: ArrayLike<number>;
  readonly samples: number;
  readonly length: number;
  readonly features: number;
  /** Whether the file writes them as integers, so that they may be read as symbols or classes. */
  readonly integers: boolean;
  readonly blame: Blame;
}

/**
 * Input numbers as symbols (where `symbols` is given, or where they are single non-negative integers) or as real
 * vectors.
 * @throws InputError where a number is not finite or not one of the symbols
 */
export function assembleInputs(numbers: FileNumbers, symbols: number | undefined, warnings: Sentence[]): Sequences {
  const { values, samples, length, features, blame } = numbers;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) throw blame(i, sentence('{0} is not a finite number.', String(values[i])));
  }
  if (symbols === undefined && numbers.integers && features > 1)
    warnings.push(sentence('The inputs are {0} integers per step: they are read as values, not as symbols.', features));
  if (symbols === undefined && !(numbers.integers && features === 1)) {
    checkSize(samples, length, features, sentence('Inputs'));
    return continuousSequences(Float32Array.from(values), samples, length, features);
  }
  if (features !== 1)
    throw blame(
      0,
      sentence(
        'data.symbols reads one column of symbol numbers, and there are {0}; leave it out, or name one column in ' +
          'data.features.',
        features,
      ),
    );
  const alphabet = symbols ?? largest(values, 1) + 1;
  return discreteSequences(symbolNumbers(values, alphabet, 'symbol', blame), samples, length, alphabet);
}

/**
 * Target numbers as classes (where `classes` is given, or where all are non-negative integers) or as real values; NaN
 * means no target.
 * @throws InputError where a number is infinite or not one of the classes
 */
export function assembleTargets(
  numbers: FileNumbers,
  at: 'every' | 'end',
  classes: number | undefined,
  warnings: Sentence[],
): Targets {
  const { values, samples, length, features, blame, integers } = numbers;
  let lowest = 0;
  let none = 0;
  for (let i = 0; i < values.length; i++) {
    if (Math.abs(values[i]) === Infinity) throw blame(i, sentence('The target is not a finite number.'));
    if (Number.isNaN(values[i])) none++;
    else if (values[i] < lowest) lowest = values[i];
  }
  if (none === values.length)
    throw blame(0, sentence('There is no target at all; name another column, or leave the target out.'));
  // Among class numbers of steps, -1 means no target.
  const least = at === 'every' ? -1 : 0;
  const asClasses =
    classes !== undefined || (integers && features === 1 && lowest >= least && largest(values, 1) < largestAlphabet);
  if (!asClasses) {
    if (integers)
      warnings.push(
        sentence(
          'The targets are integers that do not number classes from 0: they are read as values (regression). Set ' +
            'data.classes to read classes.',
        ),
      );
    return { ...continuousSequences(Float32Array.from(values), samples, length, features), at };
  }
  if (features !== 1)
    throw blame(0, sentence('data.classes reads one class number per target, and there are {0}.', features));
  const wanted = Float64Array.from(values, (value) => (at === 'every' && value === -1 ? NaN : value));
  const alphabet = classes ?? largest(wanted, 1) + 1;
  return { ...discreteSequences(symbolNumbers(wanted, alphabet, 'class', blame), samples, length, alphabet), at };
}

/** Integers 0 ... alphabet-1; NaN becomes -1. */
function symbolNumbers(
  values: ArrayLike<number>,
  alphabet: number,
  what: 'symbol' | 'class',
  blame: Blame,
): Int32Array {
  if (alphabet > largestAlphabet)
    throw blame(
      0,
      what === 'symbol'
        ? sentence(
            'There are symbol numbers up to {0}; at most {1} different ones are read. Number them from 0 without gaps.',
            alphabet - 1,
            largestAlphabet,
          )
        : sentence(
            'There are class numbers up to {0}; at most {1} different ones are read. Number them from 0 without gaps.',
            alphabet - 1,
            largestAlphabet,
          ),
    );
  const numbers = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isNaN(value)) numbers[i] = -1;
    else if (Number.isInteger(value) && value >= 0 && value < alphabet) numbers[i] = value;
    else
      throw blame(
        i,
        what === 'symbol'
          ? sentence(
              '{0} is not a symbol number: it must be a whole number from 0 to {1}.',
              String(value),
              alphabet - 1,
            )
          : sentence(
              '{0} is not a class number: it must be a whole number from 0 to {1}.',
              String(value),
              alphabet - 1,
            ),
      );
  }
  return numbers;
}

function largest(values: ArrayLike<number>, least: number): number {
  let most = least;
  for (let i = 0; i < values.length; i++) if (values[i] > most) most = values[i];
  return most;
}
