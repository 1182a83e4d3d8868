import type { Dataset } from '../../../data/dataset';
import { rowsReaching } from '../../../data/realSteps';
import { stepVariable } from '../../plan/variables';
import { rowsWithTarget } from '../../plan/times';
import type { RankedStep } from '../ranking/pairwise';

/** Steps at which columns are compared with the target, spread evenly. */
const mostSteps = 4;
/** Sequences by which columns are ranked: neighbours take time in their square. */
const mostSamples = 1000;
/** Fewer sequences that reach a step rank nothing. */
export const fewestRanked = 32;

/**
 * The columns and the target of the training sequences at some steps up to the last. The held-out sequences are not
 * looked at, since they judge the choice. Empty where too few sequences have a target.
 */
export function columnSteps({ training: { inputs, targets } }: Dataset): RankedStep[] {
  if (!targets) return [];
  const { length, features } = inputs;
  const count = Math.min(mostSteps, length);
  const times = Array.from({ length: count }, (_, i) => Math.round(((i + 1) * length) / count));
  const rows = Int32Array.from({ length: Math.min(mostSamples, inputs.samples) }, (_, i) => i);
  return times.flatMap((time) => {
    const own = rowsWithTarget(targets, time, rowsReaching(inputs, time, rows));
    if (own.length < fewestRanked) return [];
    const target = stepVariable('Y', targets, targets.at === 'end' ? 1 : time, own);
    return [{ members: stepVariable('X', inputs, time, own).values, count: features, targets: [target] }];
  });
}
