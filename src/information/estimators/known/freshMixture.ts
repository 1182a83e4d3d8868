import { Breather } from '../../numerics/breather';
import { z95 } from '../../numerics/special';
import type { BoundDirection } from '../../types/estimate';
import { meanAndVariance } from '../../types/measurement';
import type { Variable } from '../../types/variable';
import { withLikelihoodKernel } from '../../numerics/kernels/likelihoodKernel';
import { maximumEntropyBound } from './knownConditional';
import { RunningMixture } from './runningMixture';

/** Some histories of the input, drawn from its source or counted one by one, and the states that they lead to. */
export interface HistoryBlock {
  readonly count: number;
  /** f(x) of every state variable in turn, [count, dimensions]. */
  readonly means: readonly ArrayLike<number>[];
  /** ln p(x) of every history, where the blocks together hold each history that has a probability, once. */
  readonly logProbabilities?: Float64Array;
}

export interface FreshMixture {
  readonly nats: number;
  readonly low: number;
  readonly high: number;
  readonly bound: BoundDirection;
  /** How many histories p(h) was summed over. */
  readonly histories: number;
  /** Upper bound less lower bound, nats; 0 where all histories were counted. */
  readonly gap: number;
}

/** How much may be spent, in multiplications; blocks that would cost more are not asked for. */
export interface MixtureBudget {
  readonly total: number;
  /** What it takes to get the states that one history leads to. */
  readonly perHistory: number;
}

/** Two bounds nearer than this, in nats, count as one number: a tenth of a bit. */
export const closeEnough = 0.1 * Math.LN2;
/** Draws after which the two bounds are compared for the first time; then each time their number has doubled. */
export const fewestHistories = 2 ** 12;
/** What an exponential, and the sum that it goes into, is taken to cost. */
const exponential = 4;

/** What one history costs of a state variable, in multiplications. */
export const likelihoodCost = ({ samples, dimensions }: Pick<Variable, 'samples' | 'dimensions'>): number =>
  samples * (dimensions + exponential);

/**
 * I(X_{1:t};H_t) in nats of states h = f(x) + N(0, s^2 I): E ln p(h|x) - E ln p(h), where p(h) is a mixture over
 * histories of the known source. Their number M does not depend on the N states that are analysed, so that neither side
 * ends at ln N. With the history that made h among the M + 1 the result is a lower bound, and with M others alone an
 * upper one (Poole et al. 2019, equations 12 and 13; Brekelmans et al. 2022, section 2). Histories are added to a state
 * until its bounds are close, which is looked at whenever M has doubled, until the budget is spent, or the blocks end.
 * Where blocks carry probabilities, p(h) is exact. The intervals add 1.96 standard errors of the mean over the N states
 * at either side.
 * @param states variables with one variance for all, each with the means of its own histories
 * @param blocks equally many histories each, a power of two up to `fewestHistories`; any, where they have probabilities
 * @param budget absent: as many as there are blocks
 * @returns one a state; undefined where there was no block
 * @throws CancelledError
 */
export async function freshMixtureInformation(
  states: readonly Variable[],
  blocks: AsyncIterable<HistoryBlock>,
  budget: MixtureBudget = { total: Infinity, perHistory: 0 },
  signal?: AbortSignal,
): Promise<FreshMixture[] | undefined> {
  return withLikelihoodKernel(async (kernel) => {
    const mixtures = states.map((state) => new RunningMixture(state, kernel));
    const breather = new Breather(signal);
    let histories = 0;
    let enumerated = false;
    let spent = 0;
    for await (const { count, means, logProbabilities } of blocks) {
      histories += count;
      enumerated = logProbabilities !== undefined;
      for (const [i, mixture] of mixtures.entries())
        if (mixture.open) await mixture.add(means[i], count, logProbabilities, breather);
      const open = states.filter((_, i) => mixtures[i].open);
      const cost = count * open.reduce((sum, state) => sum + likelihoodCost(state), budget.perHistory);
      spent += cost;
      if (enumerated) continue;
      if (histories >= fewestHistories && isPowerOfTwo(histories))
        for (const mixture of mixtures) if (mixture.open && gapOf(mixture) < closeEnough) mixture.close();
      if (mixtures.every((mixture) => !mixture.open) || spent + cost > budget.total) break;
    }
    if (histories === 0) return undefined;
    return mixtures.map((mixture, i) => (enumerated ? exact(mixture) : betweenBounds(mixture, states[i])));
  });
}

const isPowerOfTwo = (count: number): boolean => Number.isInteger(Math.log2(count));

const gapOf = (mixture: RunningMixture): number =>
  meanAndVariance(mixture.upper()).mean - meanAndVariance(mixture.lower()).mean;

/** All histories were counted: what is left is the spread of the N states. */
function exact(mixture: RunningMixture): FreshMixture {
  const { mean, spread } = meanAndSpread(mixture.exact());
  const nats = Math.max(0, mean);
  return {
    nats,
    low: Math.max(0, mean - spread),
    high: Math.max(nats, mean + spread),
    bound: 'none',
    histories: mixture.histories,
    gap: 0,
  };
}

function betweenBounds(mixture: RunningMixture, state: Variable): FreshMixture {
  const lower = meanAndSpread(mixture.lower());
  const upper = meanAndSpread(mixture.upper());
  const gap = Math.max(0, upper.mean - lower.mean);
  const close = gap < closeEnough;
  const nats = Math.max(0, close ? (lower.mean + upper.mean) / 2 : lower.mean);
  return {
    nats,
    low: Math.max(0, lower.mean - lower.spread),
    high: Math.max(nats, Math.min(upper.mean + upper.spread, maximumEntropyBound(state))),
    bound: close ? 'none' : 'lower',
    histories: mixture.histories,
    gap,
  };
}

function meanAndSpread(values: Float64Array): { mean: number; spread: number } {
  const { mean, variance } = meanAndVariance(values);
  return { mean, spread: z95 * Math.sqrt(variance / values.length) };
}
