import type { Random } from '../../../../base/random';
import type { Breather } from '../../../numerics/breather';
import type { AnnealingProblem } from './annealedWeights';
import { Chains } from './chains';
import { forcedSweep, gibbsSweep } from './gibbsSweep';
import { logAlternatives } from './historySource';
import { ladder } from './ladder';
import { logMeanExp } from '../../../numerics/logSums';
import type { StateBounds } from './twoSided';

/**
 * Temperatures by which a likely history is sought, sweeps at the end, and runs, the more the longer the chains are.
 */
const searchOf = (sweeps: number): { readonly rungs: number; readonly last: number; readonly runs: number } => ({
  rungs: Math.round(8 * Math.sqrt(sweeps)),
  last: 2,
  runs: sweeps < 8 ? 1 : 2,
});

/** The Gibbs sweeps of one state that bounds by chains of `sweeps` take. */
export function sweepsWith(sweeps: number): number {
  const { rungs, last, runs } = searchOf(sweeps);
  return runs * (rungs + last) + 4 * sweeps;
}

export interface TransitionBounds {
  readonly bounds: StateBounds;
  /** ln p(h|x) of the true history, up to a constant. */
  readonly own: Float64Array;
  /** Multiplications. */
  readonly spent: number;
}

/**
 * Bounds on ln p(h|x) - ln p(h) of every state by p(h) = p(h, x*)/p(x*|h) for one history x* (Chib 1995), with p(x*|h)
 * as the mean, over a chain of draws x^s from p(x|h), of the probability T(x* <- x^s) that a Gibbs sweep leads from x^s
 * to x*. Where symbols hardly depend on each other given h this is near to exact after few sweeps.
 *
 * Below: the chain starts at the true history, an exact draw, and x* was sought from the prior alone, so that the mean
 * is unbiased for p(x*|h), and its log too small in expectation. Above: x* is the true history, and the chain is drawn
 * around x* from a random place on in both directions of time, which makes p(h, x*)/mean unbiased for p(h) (Murray and
 * Salakhutdinov 2009, section 3).
 * @param sweeps S, the length of the chains
 * @throws CancelledError
 */
export async function transitionBounds(
  problem: AnnealingProblem,
  sweeps: number,
  random: Random,
  breather: Breather,
): Promise<TransitionBounds> {
  const { source, network, observed, histories } = problem;
  const { length } = source;
  const free = problem.free ?? length;
  const states = histories.length / length;
  const each = Int32Array.from({ length: states }, (_, i) => i);
  const chainsAt = (symbols: Int32Array): Chains => {
    const chains = new Chains(network, observed, length, each);
    chains.symbols.set(symbols);
    chains.run();
    return chains;
  };
  let spent = 0;

  /** ln T(x* <- x^s), one chain state after the other, [states, sweeps]. */
  const reached = new Float64Array(states * sweeps);
  const probe = chainsAt(histories);
  const enter = (place: number, from: Chains, goal: Int32Array): void => {
    probe.symbols.set(from.symbols);
    probe.run();
    const logs = forcedSweep(probe, source, 1, 'backward', free, goal);
    for (let i = 0; i < states; i++) reached[i * sweeps + place] = logs[i];
  };

  const sought = await soughtHistories(problem, free, searchOf(sweeps), random, breather);
  spent += sought.spent;
  const lower = new Float64Array(states);
  const chain = chainsAt(histories);
  const own = chain.logLikelihood.slice();
  for (let s = 0; s < sweeps; s++) {
    if (s > 0) gibbsSweep(chain, source, 1, 'backward', free, random);
    enter(s, chain, sought.symbols);
    if (breather.due()) await breather.rest();
  }
  for (let i = 0; i < states; i++)
    lower[i] = own[i] - sought.joint[i] + logMeanExp(reached.subarray(i * sweeps, (i + 1) * sweeps));

  const upper = new Float64Array(states);
  const start = random.integer(sweeps);
  const middle = chainsAt(histories);
  gibbsSweep(middle, source, 1, 'forward', free, random);
  enter(start, middle, histories);
  const later = chainsAt(middle.symbols);
  for (let s = start + 1; s < sweeps; s++) {
    gibbsSweep(later, source, 1, 'backward', free, random);
    enter(s, later, histories);
    if (breather.due()) await breather.rest();
  }
  const earlier = chainsAt(middle.symbols);
  for (let s = start - 1; s >= 0; s--) {
    gibbsSweep(earlier, source, 1, 'forward', free, random);
    enter(s, earlier, histories);
    if (breather.due()) await breather.rest();
  }
  const prior = logPrior(problem, free, histories);
  for (let i = 0; i < states; i++) upper[i] = logMeanExp(reached.subarray(i * sweeps, (i + 1) * sweeps)) - prior[i];
  spent += probe.spent + chain.spent + middle.spent + later.spent + earlier.spent;
  return { bounds: { lower, upper }, own, spent };
}

/** A likely history of each state, found without a look at the true one, and ln p(h, x*). */
async function soughtHistories(
  problem: AnnealingProblem,
  free: number,
  { rungs, last, runs }: ReturnType<typeof searchOf>,
  random: Random,
  breather: Breather,
): Promise<{ readonly symbols: Int32Array; readonly joint: Float64Array; readonly spent: number }> {
  const { source, network, observed, histories } = problem;
  const { length } = source;
  const states = histories.length / length;
  const owners = Int32Array.from({ length: states * runs }, (_, c) => Math.floor(c / runs));
  const chains = new Chains(network, observed, length, owners);
  for (let c = 0; c < chains.count; c++) {
    const own = owners[c] * length;
    chains.symbols.set(histories.subarray(own, own + length), c * length);
    if (free === length) source.draw(random, chains.symbols, c * length);
    else if (source.drawBefore) source.drawBefore(random, chains.symbols, c * length, free);
    else throw new Error('This source cannot be drawn given later symbols.');
  }
  chains.run();
  for (const beta of [...ladder(rungs).subarray(1), ...new Float64Array(last).fill(1)]) {
    gibbsSweep(chains, source, beta, 'backward', free, random);
    if (breather.due()) await breather.rest();
  }
  const prior = logPrior(problem, free, chains.symbols);
  const symbols = new Int32Array(histories.length);
  const joint = new Float64Array(states).fill(-Infinity);
  for (let c = 0; c < chains.count; c++) {
    const log = prior[c] + chains.logLikelihood[c];
    if (log <= joint[owners[c]]) continue;
    joint[owners[c]] = log;
    symbols.set(chains.symbols.subarray(c * length, (c + 1) * length), owners[c] * length);
  }
  return { symbols, joint, spent: chains.spent };
}

/** Whether `transitionBounds` knows the prior probability of the free symbols given the others. */
export const knowsPrior = ({ source, free }: Pick<AnnealingProblem, 'source' | 'free'>): boolean =>
  free === undefined || free === source.length || source.independent === true;

/** ln p of the free symbols given the later ones, of every sequence. */
function logPrior({ source }: AnnealingProblem, free: number, symbols: Int32Array): Float64Array {
  const { length, alphabet } = source;
  const out = new Float64Array(alphabet);
  return Float64Array.from({ length: symbols.length / length }, (_, i) => {
    if (free === length) return source.logProbability(symbols, i * length);
    let sum = 0;
    for (let t = 0; t < free; t++) {
      logAlternatives(source, symbols, i * length, t, out);
      sum += out[symbols[i * length + t]] - (logMeanExp(out) + Math.log(alphabet));
    }
    return sum;
  });
}
