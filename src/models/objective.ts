import type { BatchTargets } from './batches';

/** What many batches add up to. */
export interface Tally {
  /** Targets that were there. */
  count: number;
  /** Cross-entropy in nats, or squared error, summed over them. */
  total: number;
  /** Classes that were right. */
  correct: number;
  /** KL terms over beta, in nats. */
  penalty: number;
}

export function emptyTally(): Tally {
  return { count: 0, total: 0, correct: 0, penalty: 0 };
}

/**
 * The loss of a batch, computed in one piece from the network's last sums: mean over the targets that are there.
 * `classes`: cross-entropy of a softmax, nats. `values`: mean squared error. `gaussian`: the negative log-likelihood, nats a step, of a normal
 * distribution about the output whose one variance is the mean squared error itself, its maximum-likelihood value; what a bottleneck's
 * KL terms are weighed against.
 */
export type Objective = 'classes' | 'values' | 'gaussian';

/** Adds a batch to `tally`; fills `gradient` (of the batch's own loss in the outputs, in their layout) where it is given. */
export function score(objective: Objective, outputs: Float32Array, targets: BatchTargets, tally: Tally, gradient?: Float32Array): void {
  if (objective === 'classes') scoreClasses(outputs, targets, tally, gradient);
  else scoreValues(objective, outputs, targets, tally, gradient);
}

/** The mean loss of what was tallied, penalties included; NaN where there was no target at all. */
export function lossOf(objective: Objective, tally: Tally, features: number): number {
  const mean = tally.total / tally.count;
  if (objective !== 'gaussian') return mean + tally.penalty / tally.count;
  return features * (gaussianNats(mean) + tally.penalty / tally.count);
}

const smallestVariance = 1e-12;

function gaussianNats(variance: number): number {
  return 0.5 * Math.log(2 * Math.PI * Math.E * Math.max(variance, smallestVariance));
}

function scoreClasses(outputs: Float32Array, { symbols, features }: BatchTargets, tally: Tally, gradient?: Float32Array): void {
  if (!symbols) throw new Error('Classes need symbols.');
  let count = 0;
  for (const symbol of symbols) if (symbol >= 0) count++;
  for (let i = 0; i < symbols.length; i++) {
    const at = i * features;
    const target = symbols[i];
    if (target < 0) continue;
    let best = 0;
    let largest = outputs[at];
    for (let k = 1; k < features; k++) {
      if (outputs[at + k] > largest) {
        best = k;
        largest = outputs[at + k];
      }
    }
    let sum = 0;
    for (let k = 0; k < features; k++) {
      const share = Math.exp(outputs[at + k] - largest);
      sum += share;
      if (gradient) gradient[at + k] = share;
    }
    tally.total += largest + Math.log(sum) - outputs[at + target];
    if (best === target) tally.correct++;
    if (!gradient) continue;
    const scale = 1 / (sum * count);
    for (let k = 0; k < features; k++) gradient[at + k] *= scale;
    gradient[at + target] -= 1 / count;
  }
  tally.count += count;
}

function scoreValues(objective: 'values' | 'gaussian', outputs: Float32Array, { values, features }: BatchTargets, tally: Tally, gradient?: Float32Array): void {
  let count = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    const error = outputs[i] - values[i];
    total += error * error;
    count++;
  }
  tally.count += count;
  tally.total += total;
  if (!gradient || count === 0) return;
  const scale = objective === 'values' ? 2 / count : features / Math.max(total, smallestVariance * count);
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i])) gradient[i] = scale * (outputs[i] - values[i]);
  }
}
