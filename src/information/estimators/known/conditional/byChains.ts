import type { Random } from '../../../../base/random';
import type { Breather } from '../../../numerics/breather';
import { annealedWeights, type AnnealingProblem } from '../annealing/annealedWeights';
import { ladder, rungsFor } from '../annealing/ladder';
import { knowsPrior, sweepsWith, transitionBounds } from '../annealing/transitionBounds';
import { gapOf, type StateBounds, stateBounds } from '../annealing/twoSided';

const chains = 8;
/** Sweeps of the chains whose transitions are counted. */
const chainSweeps = 2;
/** States that say whether chains read more. */
const firstLook = 4;
/** Bounds nearer than this, nats, leave little open. */
const nearlyAll = Math.LN2;
/** One state's sweeps may cost so many times as much as those of others. */
const lenience = 2;

/**
 * Bounds on ln p(h|x) - ln p(h|x_{f+1:T}) by chains of Gibbs sweeps over the first f symbols. What they cost is
 * known beforehand from sweeps of one state.
 */
export class BoundsByChains {
  /** Multiplications spent so far. */
  spent = 0;
  private sweep: number | undefined;
  /** Whether the last look at transitions left more than a bit open. */
  private inVain = false;

  constructor(
    private readonly problem: AnnealingProblem,
    private readonly random: Random,
    private readonly breather: Breather,
  ) {}

  /**
   * By the probabilities of their transitions. A few states are looked at first: where they say that the chains read
   * nearly all, these are worth any cost; else they have to be nearer than `known`, and within what is left.
   */
  async transitions(free: number, known: StateBounds, left: number): Promise<StateBounds | undefined> {
    const { problem, random, breather } = this;
    if (!knowsPrior({ source: problem.source, free })) return undefined;
    const whole = await this.costOf(sweepsWith(chainSweeps), free);
    const few = firstOf(problem, firstLook);
    const lookCost = (whole * few.histories.length) / problem.histories.length;
    if (this.inVain && lookCost > left) return undefined;
    const own = random.fork(`a look at ${free}`);
    const look = await transitionBounds({ ...few, free }, chainSweeps, own, breather);
    this.spent += look.spent;
    const gap = gapOf(look.bounds);
    this.inVain = gap > nearlyAll;
    if (this.inVain && (whole > left || gap >= gapOf(firstBounds(known, look.own.length)))) return undefined;
    const { bounds, spent } = await transitionBounds({ ...problem, free }, chainSweeps, random, breather);
    this.spent += spent;
    return bounds;
  }

  /** By annealing. */
  async annealed(free: number, left: number): Promise<StateBounds | undefined> {
    const { problem } = this;
    const sweeps = rungsFor(problem.network.dimensions) * (chains + 1);
    if ((await this.costOf(sweeps, free)) > lenience * left) return undefined;
    // A sweep up and one down of all states say it better.
    const before = this.spent;
    await this.weights(free, ladder(2), 1);
    if (((this.spent - before) / 2) * sweeps > left - (this.spent - before) / 2) return undefined;
    return this.weights(free, ladder(rungsFor(problem.network.dimensions)), chains);
  }

  private async weights(free: number, betas: Float64Array, runs: number): Promise<StateBounds> {
    const { problem, random, breather } = this;
    const found = await annealedWeights({ ...problem, free }, betas, runs, random, breather);
    this.spent += found.spent;
    return stateBounds(found.own, found.forward, found.reverse);
  }

  /** What sweeps of all states cost. Replays that meet their paths again make them cheap. */
  private async costOf(sweeps: number, free: number): Promise<number> {
    const { problem, random, breather } = this;
    const { length } = problem.source;
    if (this.sweep === undefined) {
      // One up and one down.
      const { spent } = await annealedWeights(firstOf(problem, 1), ladder(2), 1, random.fork('one sweep'), breather);
      this.spent += spent;
      this.sweep = spent / 2;
    }
    return (this.sweep * sweeps * free * problem.histories.length) / length ** 2;
  }
}

/** The problem of the first states alone. */
export function firstOf(problem: AnnealingProblem, most: number): AnnealingProblem {
  const { observed, histories, network, source } = problem;
  return {
    ...problem,
    histories: histories.subarray(0, most * source.length),
    observed: { ...observed, values: observed.values.subarray(0, most * network.dimensions) },
  };
}

/** The bounds of the first states alone. */
export const firstBounds = ({ lower, upper }: StateBounds, most: number): StateBounds => ({
  lower: lower.subarray(0, most),
  upper: upper.subarray(0, most),
});
