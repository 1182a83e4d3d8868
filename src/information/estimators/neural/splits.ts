import { sentence } from '../../../base/sentence';
import { InputError } from '../../../base/userError';
import type { Random } from '../../../base/random';

/** The samples for training, for early stopping and for the estimate; no sample is in two of them. */
export interface Split {
  readonly train: Int32Array;
  readonly validation: Int32Array;
  readonly test: Int32Array;
}

/** One training per test fold: every sample enters the estimate once, by a critic that was not trained on it. */
export const folds = 3;

/**
 * Three splits: a third tests, half trains, a sixth validates.
 * @throws InputError where a split would hold fewer than two samples
 */
export function splits(samples: number, random: Random): Split[] {
  if (samples < 4 * folds)
    throw new InputError(
      sentence(
        '{0} samples cannot be split into training, validation and test. Neural estimators need at least {1}.',
        samples,
        4 * folds,
      ),
    );
  const order = random.permutation(samples);
  return Array.from({ length: folds }, (_, fold) => {
    const from = Math.floor((fold * samples) / folds);
    const to = Math.floor(((fold + 1) * samples) / folds);
    const rest = Int32Array.from([...order.subarray(0, from), ...order.subarray(to)]);
    const validation = Math.max(2, Math.floor(rest.length / 4));
    return { test: order.slice(from, to), validation: rest.slice(0, validation), train: rest.slice(validation) };
  });
}
