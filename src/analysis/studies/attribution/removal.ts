import type { Random } from '../../../base/random';
import type { Model } from '../../../models/model';
import { predicted } from '../predicted';
import { type Answers, type Kept, keptOf } from './answers';
import { type Mask, withCopies } from './mask';

/** Points of a curve behind the first, at most. */
const mostPoints = 16;

/** A network that reads the mean in the place of some steps. */
export interface Removed extends Kept {
  /** The share of the steps that is removed. */
  readonly removed: number;
}

/**
 * How a network answers as steps are replaced by their mean, those of the highest scores first (the degradation of
 * Schulz et al. 2020, section 4.3, which takes Samek et al. 2016).
 * @param scores [samples, steps]
 */
export async function removalCurve(
  model: Model,
  mask: Mask,
  answers: Answers,
  scores: Float64Array,
  stochastic: boolean,
  seed: number,
  signal: AbortSignal,
): Promise<Removed[]> {
  const { inputs, moments } = mask;
  const { samples, length, features, lengths } = inputs;
  const orders = Array.from({ length: samples }, (_, row) =>
    Array.from({ length: lengths?.[row] ?? length }, (__, step) => step).sort(
      (a, b) => scores[row * length + b] - scores[row * length + a] || a - b,
    ),
  );
  const points = Math.min(mostPoints, length);
  const curve: Removed[] = [];
  for (let point = 0; point <= points; point++) {
    const values = inputs.values.slice();
    for (const [row, order] of orders.entries())
      for (const step of order.slice(0, Math.round((point / points) * order.length))) {
        const means = moments.means.subarray(step * features, (step + 1) * features);
        values.set(means, (row * length + step) * features);
      }
    const told = await predicted(model, withCopies(inputs, values), answers.classes, stochastic, seed, signal);
    curve.push({ removed: point / points, ...keptOf(told, answers) });
  }
  return curve;
}

/** The mean probability over the curve, by trapezia: the lower, the sooner the answers are lost. */
export function areaOf(curve: readonly Pick<Removed, 'removed' | 'probability'>[]): number {
  let area = 0;
  for (let i = 1; i < curve.length; i++)
    area += ((curve[i].removed - curve[i - 1].removed) * (curve[i].probability + curve[i - 1].probability)) / 2;
  return area;
}

/** The sums over the columns of values [samples, steps, columns]. */
export const overColumns = (values: Float64Array, features: number): Float64Array =>
  Float64Array.from({ length: values.length / features }, (_, step) =>
    values.subarray(step * features, (step + 1) * features).reduce((sum, value) => sum + value, 0),
  );

export const randomScores = (count: number, random: Random): Float64Array =>
  Float64Array.from({ length: count }, () => random.uniform());
