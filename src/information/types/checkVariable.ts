import { InputError } from '../../base/userError';
import type { Variable } from './variable';

/**
 * Holds a variable to what every estimator takes for granted: its size is as it says, it has samples, its values are
 * finite, and a discrete one holds whole numbers.
 * @throws InputError naming the variable, the sample and the column (both from 1)
 */
export function checkVariable(variable: Variable): void {
  const { name, kind, values, samples, dimensions } = variable;
  if (samples * dimensions !== values.length) {
    throw new InputError(
      `"${name}" says ${samples} samples of ${dimensions} columns but holds ${values.length} values.`,
    );
  }
  if (dimensions < 1) throw new InputError(`"${name}" has no columns.`);
  if (samples < 2)
    throw new InputError(`"${name}" has ${samples === 1 ? 'one sample' : 'no samples'}; an estimate needs at least 2.`);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isFinite(value) && (kind === 'continuous' || Number.isInteger(value))) continue;
    const place = `sample ${Math.floor(i / dimensions) + 1}, column ${(i % dimensions) + 1}`;
    if (Number.isNaN(value)) throw new InputError(`"${name}" is NaN at ${place}; leave such samples out.`);
    if (!Number.isFinite(value)) throw new InputError(`"${name}" is infinite at ${place}; leave such samples out.`);
    throw new InputError(
      `"${name}" is discrete but holds ${value} at ${place}; call it continuous, or number its symbols.`,
    );
  }
}

/** @throws InputError where the two do not hold one sample a row each */
export function checkSameSamples(x: Variable, y: Variable): void {
  if (x.samples !== y.samples) {
    throw new InputError(
      `"${x.name}" has ${x.samples} samples and "${y.name}" has ${y.samples}; both need one row a sample.`,
    );
  }
}
