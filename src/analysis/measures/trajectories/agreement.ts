import type { NoisyRecurrence } from '../../../base/stepped/noisyRecurrence';
import type { SequenceSet } from '../../../data/dataset';
import { observed } from '../../../information/estimators/known/trajectories/noisyRecurrence';
import type { LayerActivations } from '../../../models/activations';

/** Sequences on which the two ways to run the network are compared. */
const compared = 64;

/**
 * Whether the analysed states scatter around the means of this way to run the network as its variances say: the mean of
 * their squared standard scores is 1, within five standard errors.
 */
export function agrees(
  recurrence: NoisyRecurrence,
  { values, units, length, samples }: LayerActivations,
  set: SequenceSet,
): boolean {
  const { symbols } = set.inputs;
  if (!symbols) return false;
  const count = Math.min(compared, samples);
  let before = new Float64Array(count * recurrence.width);
  let after = new Float64Array(count * recurrence.width);
  let sum = 0;
  for (let t = 0; t < length; t++) {
    recurrence.step(
      before,
      Int32Array.from({ length: count }, (_, i) => symbols[i * length + t]),
      count,
      after,
    );
    const means = observed(recurrence, after);
    const variances = recurrence.variances(means);
    for (let i = 0; i < count; i++)
      for (let j = 0; j < units; j++) {
        const value = values[(i * length + t) * units + j];
        sum += (value - means[i * units + j]) ** 2 / variances[i * units + j];
        after[i * recurrence.width + recurrence.at + j] = value;
      }
    [before, after] = [after, before];
  }
  const scores = count * length * units;
  return Math.abs(sum / scores - 1) < 5 * Math.sqrt(2 / scores);
}
