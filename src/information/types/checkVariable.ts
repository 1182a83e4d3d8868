import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { Variable } from './variable';

/**
 * Checks what every estimator assumes of a variable: its size matches its values, it has samples, its values are
 * finite and have finite squares, and a discrete variable has whole numbers.
 * @throws InputError with the variable, the sample and the column (both counted from 1)
 */
export function checkVariable(variable: Variable): void {
  const { name, kind, values, samples, dimensions } = variable;
  if (samples * dimensions !== values.length) {
    throw new InputError(
      sentence(
        '"{0}" should have {1} samples of {2} columns, but it has {3} values.',
        name,
        samples,
        dimensions,
        values.length,
      ),
    );
  }
  if (dimensions < 1) throw new InputError(sentence('"{0}" has no columns.', name));
  if (samples < 2)
    throw new InputError(
      samples === 1
        ? sentence('"{0}" has one sample; an estimate needs at least 2.', name)
        : sentence('"{0}" has no samples; an estimate needs at least 2.', name),
    );
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isFinite(value) && (kind === 'continuous' || Number.isInteger(value))) continue;
    const place = placeOf(Math.floor(i / dimensions), i % dimensions);
    if (!Number.isFinite(value)) throw notFinite(name, value, place);
    throw new InputError(
      sentence(
        '"{0}" is discrete but holds {1} at {2}. Treat it as continuous, or number its symbols.',
        name,
        value,
        place,
      ),
    );
  }
  if (kind === 'continuous') checkScale(variable);
}

/** Squares of larger numbers, summed, may be infinite; squares of smaller ones are zero in 64 bits. */
const largest = 1e140;
const smallest = 1e-140;

/** Estimators square values and their differences. A column that hardly varies beside wider ones does no harm. */
function checkScale({ name, values, dimensions }: Variable): void {
  let size = 0;
  let spread = 0;
  for (let i = 0; i < values.length; i++) {
    size = Math.max(size, Math.abs(values[i]));
    spread = Math.max(spread, Math.abs(values[i] - values[i % dimensions]));
  }
  if (size <= largest && (spread === 0 || spread >= smallest)) return;
  throw new InputError(
    size > largest
      ? sentence('The values of "{0}" reach {1}, too much for 64-bit squares. Divide them by a constant.', name, size)
      : sentence(
          'The values of "{0}" differ by at most {1}, too little for 64-bit squares. Multiply them by a constant.',
          name,
          spread,
        ),
  );
}

/** Where a value is, for an error; `row` and `column` count from 0. */
export const placeOf = (row: number, column: number): Sentence =>
  sentence('sample {0}, column {1}', row + 1, column + 1);

/** The error for a value that is NaN or infinite. */
export const notFinite = (name: string, value: number, place: Sentence): InputError =>
  new InputError(
    Number.isNaN(value)
      ? sentence('"{0}" is NaN at {1}. Remove such samples.', name, place)
      : sentence('"{0}" is infinite at {1}. Remove such samples.', name, place),
  );

/** @throws InputError where the two have different numbers of samples */
export function checkSameSamples(x: Variable, y: Variable): void {
  if (x.samples !== y.samples) {
    throw new InputError(
      sentence(
        '"{0}" has {1} samples, but "{2}" has {3}. Both need one row per sample.',
        x.name,
        x.samples,
        y.name,
        y.samples,
      ),
    );
  }
}
