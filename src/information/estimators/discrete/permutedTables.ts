import { Random } from '../../../base/random';
import { z95 } from '../../numerics/special';
import { meanAndVariance, type Measurement } from '../../types/measurement';
import { alphabetCap } from './alphabetCap';
import { determines } from './determined';
import { pluginVariance } from './discreteInformation';
import { entropyEstimators } from './entropyEstimators';
import { jointTable, type JointTable } from './jointTable';
import type { Symbols } from './symbols';

const permutations = 20;

/**
 * A sparse table's value by Grassberger's entropies, less what tables of the same margins without any information give
 * (the mean over permutations). Its bias comes from cells that were hardly seen: where fewer samples are alone in their
 * cell than under permutation, that share's root of the null's mean is taken off, since fewer samples in such cells
 * each have more bias. (A heuristic, right at independence and where every cell is filled.)
 *
 * A table that shows one variable as a function of the other is left as it is: its value is an entropy, and the null's
 * bias is not in it.
 *
 * A value that one of 40 permutations would exceed (the limit of a normal law) has a lower end of 0: given the margins,
 * all pairings are equally likely where nothing is shared (Fisher 1935).
 */
export function lessPermuted(measured: Measurement, x: Symbols, y: Symbols, seed: number): Measurement {
  const table = jointTable(x, y);
  const cells = table.counts.length;
  if (determines(x, y, cells) || determines(y, x, cells)) return measured;
  const random = new Random(seed).fork('permuted tables');
  const value = informationOf(table, x, y);
  let alone = 0;
  const nulls = Array.from({ length: permutations }, () => {
    const order = random.permutation(table.samples);
    const permuted = jointTable(x, { ...y, codes: order.map((row) => y.codes[row]) });
    alone += aloneIn(permuted) / permutations;
    return informationOf(permuted, x, y);
  });
  const { mean, variance } = meanAndVariance(nulls);
  const share = alone > 0 ? Math.min(1, aloneIn(table) / alone) : 0;
  const less = Math.sqrt(share) * Math.max(0, mean);
  const nats = Math.min(alphabetCap(x), alphabetCap(y), Math.max(0, value - less));
  const isChance = value <= mean + z95 * Math.sqrt(variance * (1 + 1 / permutations));
  // The correction is known no better than to its own size, and other corrections may read less.
  const half = less + z95 * Math.sqrt(pluginVariance(table, x, y));
  const least = Math.min(nats, informationOf(table, x, y, 'chaoShen')) - half;
  const low = isChance ? 0 : Math.max(0, Math.min(measured.low, least));
  return { ...measured, nats, low, high: Math.max(nats, measured.high) };
}

function informationOf(
  { samples, counts }: JointTable,
  x: Symbols,
  y: Symbols,
  by: 'grassberger' | 'chaoShen' = 'grassberger',
): number {
  const entropy = (of: ArrayLike<number>): number => entropyEstimators[by](of, samples, of.length);
  return entropy(x.counts) + entropy(y.counts) - entropy(counts);
}

const aloneIn = ({ counts }: JointTable): number => counts.reduce((sum, count) => sum + (count === 1 ? 1 : 0), 0);
