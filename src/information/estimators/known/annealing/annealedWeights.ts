import type { Random } from '../../../../base/random';
import type { Breather } from '../../../numerics/breather';
import { Chains, type ObservedStates } from './chains';
import { gibbsSweep, type SweepOrder } from './gibbsSweep';
import type { HistorySource } from './historySource';
import type { SteppedNetwork } from '../../../../base/stepped/steppedNetwork';

export interface AnnealingProblem {
  readonly source: HistorySource;
  readonly network: SteppedNetwork;
  readonly observed: ObservedStates;
  /** [count, length], the histories that made the observed states. */
  readonly histories: Int32Array;
  /** How many steps are summed over, from the first on; the later symbols are given. Absent: all. */
  readonly free?: number;
}

export interface AnnealedWeights {
  /** Log weights of runs from the prior, [states, chains]: the mean of exp is unbiased for p(h). */
  readonly forward: Float64Array;
  /** Log weights of a run from the true history, one a state: the mean of 1/exp is unbiased for 1/p(h). */
  readonly reverse: Float64Array;
  /** ln p(h|x) of the true history, up to the same constant. */
  readonly own: Float64Array;
  /** Multiplications. */
  readonly spent: number;
}

/**
 * Annealed importance sampling of p(h) = E_x L(x) over histories of symbols (Neal 2001), from both sides (Grosse, Ancha
 * and Roy 2015): forward from draws of the prior up the ladder, and in reverse from the history that made h, an exact
 * draw from p(x|h), down the same ladder with every sweep reversed.
 * @param betas b_0 = 0 ... b_J = 1
 * @param chains runs from the prior a state
 * @param reverseOrder of the reverse run's sweeps; anything but the opposite of the forward order breaks the bound
 * @throws CancelledError
 */
export async function annealedWeights(
  problem: AnnealingProblem,
  betas: Float64Array,
  chains: number,
  random: Random,
  breather: Breather,
  reverseOrder: SweepOrder = 'forward',
): Promise<AnnealedWeights> {
  const { source, network, observed, histories } = problem;
  const { length } = source;
  const free = problem.free ?? length;
  const states = histories.length / length;
  const last = betas.length - 1;

  const up = new Chains(
    network,
    observed,
    length,
    Int32Array.from({ length: states * chains }, (_, c) => Math.floor(c / chains)),
  );
  for (let c = 0; c < up.count; c++) {
    const own = Math.floor(c / chains) * length;
    up.symbols.set(histories.subarray(own, own + length), c * length);
    if (free === length) source.draw(random, up.symbols, c * length);
    else if (source.drawBefore) source.drawBefore(random, up.symbols, c * length, free);
    else throw new Error('This source cannot be drawn given later symbols.');
  }
  up.run();
  const forward = new Float64Array(up.count);
  for (let j = 1; j <= last; j++) {
    for (let c = 0; c < up.count; c++) forward[c] += (betas[j] - betas[j - 1]) * up.logLikelihood[c];
    if (j < last) gibbsSweep(up, source, betas[j], 'backward', free, random);
    if (breather.due()) await breather.rest();
  }

  const down = new Chains(
    network,
    observed,
    length,
    Int32Array.from({ length: states }, (_, i) => i),
  );
  down.symbols.set(histories);
  down.run();
  const own = down.logLikelihood.slice();
  const reverse = new Float64Array(states);
  for (let j = last; j >= 1; j--) {
    for (let i = 0; i < states; i++) reverse[i] += (betas[j] - betas[j - 1]) * down.logLikelihood[i];
    if (j > 1) gibbsSweep(down, source, betas[j - 1], reverseOrder, free, random);
    if (breather.due()) await breather.rest();
  }
  return { forward, reverse, own, spent: up.spent + down.spent };
}
