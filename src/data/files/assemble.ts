import { sentence, type Sentence } from '../../base/sentence';
import type { Sequences, Targets } from '../dataset';
import { checkSize, discreteSequences } from '../sequences';
import { floatSequences, type Precision } from './centred';
import type { Blame, FileNumbers, FileTargets } from './fileTable';
import { type LabelSetting, labelsOf, largest } from './labels';
import { namedSymbols } from './namedSymbols';
import { assembleVectors } from './vectorTargets';

/** How targets are read. */
export interface TargetSetting extends LabelSetting, Pick<Precision, 'centred'> {
  /** Default: classes where they are words, integers or one-hot vectors. */
  readonly targetAs?: 'classes' | 'values' | 'tags' | undefined;
}

/**
 * Input numbers as symbols (where `symbols` is given, where the file has words, or where they are single integers) or
 * as real vectors.
 * @throws InputError where a number is not finite or not one of the symbols
 */
export function assembleInputs(
  numbers: FileNumbers,
  symbols: number | undefined,
  warnings: Sentence[],
  precision: Precision = {},
): Sequences {
  const { values, samples, length, features, blame, names } = numbers;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) throw blame(i, noFinite(values[i]));
  }
  if (names) {
    const alphabet = Math.max(2, names.length);
    return { ...discreteSequences(Int32Array.from(values), samples, length, alphabet), names };
  }
  if (symbols === undefined && numbers.integers && features > 1)
    warnings.push(sentence('The inputs are {0} integers per step: they are read as values, not as symbols.', features));
  if (symbols === undefined && !(numbers.integers && features === 1)) {
    checkSize(samples, length, features, sentence('Inputs'));
    return { ...floatSequences(numbers, precision), ...(numbers.columns && { columns: numbers.columns }) };
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
  const named = symbols === undefined ? namedSymbols(numbers, precision.lengths !== undefined, warnings) : undefined;
  if (named === 'values') return floatSequences(numbers, precision);
  if (named)
    return {
      ...discreteSequences(named.symbols, samples, length, Math.max(2, named.names.length)),
      names: named.names,
    };
  const alphabet = symbols ?? largest(numbers.whole?.kinds ?? values, 1) + 1;
  return discreteSequences(symbolNumbers(values, alphabet, blame), samples, length, alphabet);
}

const noFinite = (value: number): Sentence =>
  Number.isNaN(value)
    ? sentence('A number is missing (NaN). Set "missing" in the data to "drop" or "carry", or fill it in.')
    : sentence(
        '{0} is not a finite number. Write nothing in its place (NaN in an array), and set "missing" in the data to ' +
          '"drop" or "carry".',
        String(value),
      );

/**
 * Target numbers as classes, as tags or as real values; NaN means no target.
 * @throws InputError where a number is infinite or not one of the classes
 */
export function assembleTargets(numbers: FileTargets, setting: TargetSetting, warnings: Sentence[]): Targets {
  const { at, samples, length, features, blame } = numbers;
  const values = withoutTarget(numbers, setting.noTarget ?? -100);
  let none = 0;
  for (let i = 0; i < values.length; i++) {
    if (Math.abs(values[i]) === Infinity)
      throw blame(
        i,
        sentence('The target is not a finite number. Where there is none, write nothing (NaN in an array).'),
      );
    if (Number.isNaN(values[i])) none++;
  }
  if (none === values.length)
    throw blame(
      0,
      sentence('There is no target at all. Name another in "target" (of arrays in "targets"), or remove that key.'),
    );
  if (features > 1 || setting.targetAs === 'tags') return assembleVectors({ ...numbers, values }, setting, warnings);
  const whole = numbers.whole && {
    ...numbers.whole,
    kinds: numbers.whole.kinds.filter((kind) => kind !== (setting.noTarget ?? -100)),
  };
  const wanted = { ...numbers, values, ...(whole && { whole }) };
  const labels = setting.targetAs === 'values' ? undefined : labelsOf(wanted, setting, warnings);
  if (!labels) return { ...floatSequences(wanted, { centred: setting.centred }), at };
  return {
    ...discreteSequences(labels.numbers, samples, length, labels.classes),
    ...(labels.names && { names: labels.names }),
    at,
  };
}

function withoutTarget({ values, names }: FileNumbers, none: number): Float64Array {
  return Float64Array.from(values, (value) => (value === none && !names ? NaN : value));
}

/** Integers 0 ... alphabet-1. */
function symbolNumbers(values: ArrayLike<number>, alphabet: number, blame: Blame): Int32Array {
  const numbers = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isInteger(value) && value >= 0 && value < alphabet) numbers[i] = value;
    else
      throw blame(
        i,
        sentence(
          '{0} is not a symbol number: it must be a whole number from 0 to {1}. Without "symbols", any integers name ' +
            'symbols.',
          String(value),
          alphabet - 1,
        ),
      );
  }
  return numbers;
}
