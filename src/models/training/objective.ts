import type { BatchTargets } from './batches';

/**
 * Loss of a head: a mean over the available targets. `classes`: cross-entropy of a softmax, nats. `values`: mean
 * squared error. `gaussian`: negative log-likelihood, nats per step, of a normal distribution around the output, with a
 * given variance or with its maximum-likelihood value, the mean squared error. `density`: the same with a variance of
 * every value that the network gives too. A bottleneck's KL terms are weighed against `gaussian` and `density`.
 */
export type Objective = 'classes' | 'values' | 'gaussian' | 'density';

/** Loss of one head, and its weight. */
export interface HeadLoss {
  readonly objective: Objective;
  readonly weight: number;
  /** For `gaussian`; the mean squared error if absent. */
  readonly variance?: number;
  /** Numbers per target: values, or classes. */
  readonly features: number;
  /** For standardized values: what one unit of each is in the data's own units. */
  readonly deviations?: Float64Array;
}

/** Sums over many batches, for one head. */
export interface HeadTally {
  /** Number of available targets: classes, or single values. */
  count: number;
  /** Sum over them of the cross-entropy or of the negative log-likelihood in nats, or of the squared error. */
  total: number;
  /** Of values: the sum of the squared errors in the data's own units. */
  ownTotal: number;
  /** Number of correctly predicted classes. */
  correct: number;
}

export interface Tally {
  readonly heads: readonly HeadTally[];
  /** KL terms over beta, and critics' estimates, in nats. */
  penalty: number;
  /** Number of steps of all sequences, by which penalties are divided if there is no head. */
  steps: number;
}

export function emptyTally(heads: number): Tally {
  return {
    heads: Array.from({ length: heads }, () => ({ count: 0, total: 0, ownTotal: 0, correct: 0 })),
    penalty: 0,
    steps: 0,
  };
}

export function addTo(tally: HeadTally, { count, total, ownTotal, correct }: HeadTally): void {
  tally.count += count;
  tally.total += total;
  tally.ownTotal += ownTotal;
  tally.correct += correct;
}

/**
 * Adds a batch to `tally`. If `gradient` is given, fills it with the gradient of the batch's own weighted loss in the
 * outputs, in their layout.
 */
export function score(
  loss: HeadLoss,
  outputs: Float32Array,
  targets: BatchTargets,
  tally: HeadTally,
  gradient?: Float32Array,
): void {
  if (loss.objective === 'classes') scoreClasses(outputs, targets, tally, gradient);
  else if (loss.objective === 'density') scoreDensity(loss, outputs, targets, tally, gradient);
  else scoreValues(loss, outputs, targets, tally, gradient);
  if (gradient && loss.weight !== 1) for (let i = 0; i < gradient.length; i++) gradient[i] *= loss.weight;
}

/** Number of steps with a target. */
export function positionsOf({ objective, features }: HeadLoss, { count }: HeadTally): number {
  return objective === 'classes' ? count : count / features;
}

/** A head's own loss, unweighted; NaN if there was no target at all. */
export function headLoss({ objective, variance, features }: HeadLoss, tally: HeadTally): number {
  const mean = tally.total / tally.count;
  if (objective === 'density') return features * mean;
  if (objective !== 'gaussian') return mean;
  return (
    features *
    (variance === undefined ? gaussianNats(mean) : 0.5 * (Math.log(2 * Math.PI * variance) + mean / variance))
  );
}

/** A head's own loss in the data's own units: the density of values that are s times as wide is 1/s as high. */
export function shownHeadLoss(loss: HeadLoss, tally: HeadTally): number {
  const { objective, deviations } = loss;
  if (!deviations || objective === 'classes') return headLoss(loss, tally);
  if (objective === 'values') return tally.ownTotal / tally.count;
  return headLoss(loss, tally) + deviations.reduce((sum, deviation) => sum + Math.log(deviation), 0);
}

/**
 * The loss of the tally: the weighted sum of the heads' losses, plus the penalties divided by the steps of the head
 * with most targets. So beta weighs sums over a sequence, whatever share of its steps has a target.
 */
export function lossOf(losses: readonly HeadLoss[], tally: Tally, ofHead = headLoss): number {
  if (losses.length === 0) return tally.penalty / tally.steps;
  const positions = losses.map((loss, i) => positionsOf(loss, tally.heads[i]));
  const most = Math.max(...positions);
  // A head without a single target is left out; if no head has any, the loss is NaN.
  const data = losses.reduce(
    (sum, loss, i) => (positions[i] === 0 && most > 0 ? sum : sum + loss.weight * ofHead(loss, tally.heads[i])),
    0,
  );
  return data + tally.penalty / most;
}

const smallestVariance = 1e-12;

function gaussianNats(variance: number): number {
  return 0.5 * Math.log(2 * Math.PI * Math.E * Math.max(variance, smallestVariance));
}

function scoreClasses(
  outputs: Float32Array,
  { symbols, values, features }: BatchTargets,
  tally: HeadTally,
  gradient?: Float32Array,
): void {
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
    let expected = 0;
    for (let k = 0; k < features; k++) expected += values[at + k] * outputs[at + k];
    tally.total += largest + Math.log(sum) - expected;
    if (best === target) tally.correct++;
    if (!gradient) continue;
    const scale = 1 / (sum * count);
    for (let k = 0; k < features; k++) gradient[at + k] *= scale;
    for (let k = 0; k < features; k++) gradient[at + k] -= values[at + k] / count;
  }
  tally.count += count;
}

function scoreValues(
  { objective, variance, deviations }: HeadLoss,
  outputs: Float32Array,
  { values, features }: BatchTargets,
  tally: HeadTally,
  gradient?: Float32Array,
): void {
  let count = 0;
  let total = 0;
  let ownTotal = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    const error = outputs[i] - values[i];
    total += error * error;
    if (deviations) ownTotal += (error * deviations[i % features]) ** 2;
    count++;
  }
  tally.count += count;
  tally.total += total;
  tally.ownTotal += deviations ? ownTotal : total;
  if (!gradient || count === 0) return;
  const scale =
    objective === 'values'
      ? 2 / count
      : features / (variance === undefined ? Math.max(total, smallestVariance * count) : variance * count);
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i])) gradient[i] = scale * (outputs[i] - values[i]);
  }
}

/**
 * Added to every variance that a network gives, in squared units of what it predicts: a value that is always the same
 * has no density otherwise.
 */
export const leastVariance = 1e-3;

/** The variance that a network's logarithm stands for. */
export const varianceFrom = (logarithm: number): number => leastVariance + Math.exp(Math.min(logarithm, mostLogarithm));
/** A variance of 1e8 says nothing about a value already. */
const mostLogarithm = Math.log(1e8);

/**
 * -ln N(target; mean, variance) = ln(2 pi v)/2 + (m - y)^2/2v of every value: on average at least H(Y|output), so that
 * the least is the largest lower bound on I(output;Y) (Barber and Agakov 2003, equation 3).
 */
function scoreDensity(
  { deviations, features: own }: HeadLoss,
  outputs: Float32Array,
  { values, features }: BatchTargets,
  tally: HeadTally,
  gradient?: Float32Array,
): void {
  let count = 0;
  for (const value of values) if (!Number.isNaN(value)) count++;
  const scale = own / Math.max(1, count);
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    const column = i % features;
    const at = 2 * (i - column) + column;
    const error = outputs[at] - values[i];
    const variance = varianceFrom(outputs[at + features]);
    const squares = (error * error) / variance;
    tally.total += 0.5 * (Math.log(2 * Math.PI * variance) + squares);
    tally.ownTotal += (error * (deviations?.[column] ?? 1)) ** 2;
    if (!gradient) continue;
    gradient[at] = (scale * error) / variance;
    // d ln v / d logarithm = (v - least) / v
    gradient[at + features] = (scale * 0.5 * (1 - squares) * (variance - leastVariance)) / variance;
  }
  tally.count += count;
}
