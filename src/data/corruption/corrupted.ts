import type { Random } from '../../base/random';
import { InputError } from '../../base/userError';
import { corruptionProblem } from '../../config/checks/checkCorruption';
import type { Corruption } from '../../config/schema/corrupt';
import type { ColumnMoments, Sequences } from '../dataset';
import { discreteSequences } from '../sequences';

/**
 * The same sequences, spoiled at a level. The same random stream draws the same noise at every level, scaled, so that
 * levels can be compared. Padding stays as it is.
 * @param moments of the columns of the training sequences before anything was spoiled
 * @throws InputError where symbols meet noise, or numbers substitution
 */
export function corrupted(
  inputs: Sequences,
  by: Corruption['by'],
  level: number,
  random: Random,
  moments: ColumnMoments,
): Sequences {
  const problem = corruptionProblem(by, inputs.symbols !== undefined);
  if (problem) throw new InputError(problem, undefined, undefined, ['data', 'corrupt', 'by']);
  switch (by) {
    case 'noise': {
      const { scale, features } = inputs;
      return noisy(
        inputs,
        Float64Array.from({ length: features }, (_, j) => level / (scale?.deviations[j] ?? 1)),
        random,
      );
    }
    case 'snr':
      return noisy(
        inputs,
        moments.deviations.map((deviation) => deviation * 10 ** (-level / 20)),
        random,
      );
    case 'drop':
      return dropped(inputs, level, random, moments.means);
    case 'substitute':
      return substituted(inputs, level, random);
  }
}

/** Visits the place of every real step along [samples, length]. */
function eachStep({ samples, length, lengths }: Sequences, visit: (step: number) => void): void {
  for (let row = 0; row < samples; row++) for (let t = 0; t < (lengths?.[row] ?? length); t++) visit(row * length + t);
}

function noisy(inputs: Sequences, deviations: Float64Array, random: Random): Sequences {
  const { features } = inputs;
  const values = inputs.values.slice();
  eachStep(inputs, (step) => {
    for (let j = 0; j < features; j++) values[step * features + j] += deviations[j] * random.normal();
  });
  return { ...inputs, values };
}

function dropped(inputs: Sequences, probability: number, random: Random, means: Float64Array): Sequences {
  const values = inputs.values.slice();
  eachStep(inputs, (step) => {
    if (random.uniform() < probability) values.set(means, step * inputs.features);
  });
  return { ...inputs, values };
}

function substituted(inputs: Sequences, probability: number, random: Random): Sequences {
  const { samples, length, alphabet = 0 } = inputs;
  const symbols = Int32Array.from(inputs.symbols ?? []);
  eachStep(inputs, (step) => {
    const [spoiled, other] = [random.uniform() < probability, 1 + random.integer(Math.max(1, alphabet - 1))];
    if (spoiled && symbols[step] >= 0) symbols[step] = (symbols[step] + other) % alphabet;
  });
  const { values } = discreteSequences(symbols, samples, length, alphabet);
  return { ...inputs, values, symbols };
}
