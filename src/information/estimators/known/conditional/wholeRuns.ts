import type { Random } from '../../../../base/random';
import type { Breather } from '../../../numerics/breather';
import type { AnnealingProblem } from '../annealing/annealedWeights';
import type { HistorySource } from '../annealing/historySource';
import { withLikelihoodKernel } from '../../../numerics/kernels/likelihoodKernel';
import { logMeanExp } from '../../../numerics/logSums';
import type { StateBounds } from '../annealing/twoSided';
import { SharedSuffixes } from './sharedSuffixes';

/** A fast way to run whole histories. */
export interface HistoryRuns {
  /** How many histories can be afforded beside so many states, to be shared by all of them. */
  readonly most: (states: number) => number;
  /** What a history costs, in the multiplications of the budget. */
  readonly cost: number;
  /** The means [count, dimensions] of the states at the end of histories [count, length]. */
  readonly run: (symbols: Int32Array, count: number) => Promise<ArrayLike<number>>;
}

/** Histories that run at once. */
const atOnce = 4096;
/** Shared histories after which the bounds are looked at for the first time. */
const fewestShared = 2 ** 14;
/** Numbers that the histories taken up at once may take, and as many their states. */
const mostNumbers = 2 ** 22;

/**
 * Histories of the source for all states at once, until the bounds on p(h) itself are nearer than `close`. They are
 * taken up as many at once as memory allows: of more histories more lie together.
 */
export async function sharedHistories(
  { network, source, observed, histories }: AnnealingProblem,
  ownMeans: ArrayLike<number>,
  runs: HistoryRuns,
  close: number,
  random: Random,
  breather: Breather,
): Promise<SharedSuffixes> {
  const { length, alphabet } = source;
  const { dimensions } = network;
  const most = runs.most(histories.length / length);
  const room = 2 ** Math.floor(Math.log2(Math.max(atOnce, mostNumbers / Math.max(length, dimensions))));
  return withLikelihoodKernel(async (kernel) => {
    const about = { observed, histories, length, alphabet, dimensions, means: ownMeans };
    const shared = new SharedSuffixes(about, kernel);
    while (shared.histories + atOnce <= most) {
      // Up to the next power of two, after which the bounds are looked at.
      const next = Math.min(
        most,
        Math.max(fewestShared, 2 * 2 ** Math.floor(Math.log2(Math.max(1, shared.histories)))),
      );
      const count = Math.min(room, next - shared.histories);
      const symbols = new Int32Array(count * length);
      const means = new Float64Array(count * dimensions);
      for (let start = 0; start < count; start += atOnce) {
        const some = symbols.subarray(start * length, (start + atOnce) * length);
        for (let from = 0; from < some.length; from += length) source.draw(random, some, from);
        means.set(await runs.run(some, some.length / length), start * dimensions);
        if (breather.due()) await breather.rest();
      }
      await shared.add({ count, symbols, means }, breather);
      if (!Number.isInteger(Math.log2(shared.histories)) || shared.histories < fewestShared) continue;
      if (shared.gap(length) < close) break;
    }
    return shared;
  });
}

/**
 * Bounds on ln p(h|x) - ln p(h|x_{f+1:T}) of every state from `draws` beginnings of f steps each, drawn given the later
 * symbols of the state's own history; as `suffixBounds`, with whole histories.
 * @throws CancelledError
 */
export async function wholeRunBounds(
  { network, source, observed, histories }: AnnealingProblem,
  ownMeans: ArrayLike<number>,
  runs: HistoryRuns,
  free: number,
  draws: number,
  random: Random,
  breather: Breather,
): Promise<{ readonly bounds: StateBounds; readonly spent: number }> {
  const { length } = source;
  const { dimensions } = network;
  const states = histories.length / length;
  const precision = 1 / (2 * observed.deviation ** 2);
  const logs = new Float64Array(states * draws);
  const log = (means: ArrayLike<number>, row: number, state: number): number => {
    let squared = 0;
    for (let d = 0, a = row * dimensions, b = state * dimensions; d < dimensions; d++, a++, b++)
      squared += (means[a] - observed.values[b]) ** 2;
    return -precision * squared;
  };
  for (let start = 0; start < logs.length; start += atOnce) {
    const count = Math.min(atOnce, logs.length - start);
    const symbols = new Int32Array(count * length);
    for (let k = 0; k < count; k++) {
      const own = Math.floor((start + k) / draws) * length;
      symbols.set(histories.subarray(own, own + length), k * length);
      drawBeginning(source, random, symbols, k * length, free);
    }
    const means = await runs.run(symbols, count);
    for (let k = 0; k < count; k++) logs[start + k] = log(means, k, Math.floor((start + k) / draws));
    if (breather.due()) await breather.rest();
  }
  const withOwn = new Float64Array(draws + 1);
  const lower = new Float64Array(states);
  const upper = new Float64Array(states);
  for (let i = 0; i < states; i++) {
    const own = log(ownMeans, i, i);
    const drawn = logs.subarray(i * draws, (i + 1) * draws);
    upper[i] = own - logMeanExp(drawn);
    withOwn.set(drawn);
    withOwn[draws] = own;
    lower[i] = own - logMeanExp(withOwn);
  }
  return { bounds: { lower, upper }, spent: logs.length * runs.cost };
}

function drawBeginning(source: HistorySource, random: Random, symbols: Int32Array, from: number, free: number): void {
  if (free === source.length) source.draw(random, symbols, from);
  else if (source.drawBefore) source.drawBefore(random, symbols, from, free);
  else throw new Error('This source cannot be drawn given later symbols.');
}
