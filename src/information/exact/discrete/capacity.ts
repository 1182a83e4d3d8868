import { Breather } from '../../numerics/breather';
import { simplexMinimum } from '../simplex/simplexMinimum';
import type { SimplexProblem } from '../simplex/simplexProblem';
import { entropyTerm } from './entropyFunctions';
import { type ExactOptions, progressOfGap } from './gapProgress';

export interface ChannelCapacity {
  /** Nats a use: the middle of what the gap leaves open. */
  readonly capacity: number;
  /** A distribution of the input that attains it. */
  readonly input: Float64Array;
  /** max_x D(p(.|x) || p(.)) - I at this input, nats: the capacity lies between I and I + gap. */
  readonly gap: number;
}

/**
 * Capacity of a discrete memoryless channel p(y|x), one row an x. Any input brackets it, I <= C <= max_x D(p(.|x) ||
 * p(.)) (Arimoto 1972, Blahut 1972), and the search ends when the two agree to `tolerance` nats, or when rounding lets
 * them come no nearer.
 * @throws CancelledError
 */
export async function channelCapacity(
  channel: readonly ArrayLike<number>[],
  { tolerance = 1e-12, signal, onProgress }: ExactOptions & { readonly tolerance?: number } = {},
): Promise<ChannelCapacity> {
  const point = await simplexMinimum(capacityProblem(channel), {
    tolerance,
    breather: new Breather(signal),
    onGap: progressOfGap(onProgress, tolerance),
  });
  return { capacity: Math.max(0, point.gap / 2 - point.objective), input: point.weights, gap: point.gap };
}

/** -I(X;Y) = sum_y p(y) ln p(y) + sum_x p(x) H(Y|x), over outputs that some input reaches. */
function capacityProblem(channel: readonly ArrayLike<number>[]): SimplexProblem {
  const atoms = channel.length;
  const reached: number[] = [];
  for (let y = 0; y < channel[0].length; y++) if (channel.some((row) => row[y] > 0)) reached.push(y);
  const rows = reached.length;
  const matrix = new Float64Array(atoms * rows);
  const linear = new Float64Array(atoms);
  channel.forEach((row, x) =>
    reached.forEach((y, i) => {
      matrix[x * rows + i] = row[y];
      linear[x] += entropyTerm(row[y]);
    }),
  );
  return { atoms, rows, matrix, linear, form: 'entropy', masses: new Float64Array(rows) };
}

/**
 * Capacity of the additive white Gaussian noise channel, ln(1 + P/N)/2 nats a use (Cover and Thomas 2006, eq. 9.17).
 */
export function gaussianCapacity(power: number, noise: number): number {
  return 0.5 * Math.log1p(power / noise);
}

/**
 * Capacity, in nats, of parallel Gaussian channels with noise variances `noise` that share `power`, and how they share
 * it: P_i = (level - N_i)+ by water-filling (Cover and Thomas 2006, section 9.4).
 */
export function parallelGaussianCapacity(
  noise: readonly number[],
  power: number,
): { capacity: number; powers: number[] } {
  const sorted = noise.toSorted((a, b) => a - b);
  let level = sorted[0] + power;
  for (let used = 1, sum = sorted[0]; used < sorted.length && sorted[used] < level; used++) {
    sum += sorted[used];
    level = (power + sum) / (used + 1);
  }
  const powers = noise.map((n) => Math.max(0, level - n));
  return { capacity: powers.reduce((total, p, i) => total + gaussianCapacity(p, noise[i]), 0), powers };
}
