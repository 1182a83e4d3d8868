import type { Breather } from '../../../numerics/breather';
import type { ObservedStates } from '../annealing/chains';
import { gapOf, type StateBounds } from '../annealing/twoSided';

/** Histories drawn from the source, and the means of the states that they lead to. */
export interface DrawnHistories {
  readonly count: number;
  /** [count, length] */
  readonly symbols: Int32Array;
  /** [count, dimensions] */
  readonly means: ArrayLike<number>;
}

/** A likelihood so much smaller than the largest, as a logarithm, changes no sum. */
const negligible = 40;

/**
 * Mixtures over histories that end as a state's own history does. Of draws from the source those with the same last
 * symbols are draws given these, so that one pass serves every f: a history that has the last L symbols in common with
 * the state's adds to p(h|x_{f+1:T}) for all f >= T - L.
 */
export class SharedSuffixes {
  /** Histories that were taken up. */
  histories = 0;
  private readonly states: number;
  /** [states, length + 1] by f: the largest log likelihood, the sum relative to it, and how many. */
  private readonly best: Float64Array;
  private readonly sum: Float64Array;
  private readonly matches: Float64Array;
  private readonly own: Float64Array;
  private readonly precision: number;

  constructor(
    private readonly observed: ObservedStates,
    /** [states, length] */
    private readonly ownHistories: Int32Array,
    private readonly length: number,
    private readonly dimensions: number,
    /** f(x) of the states' own histories, [states, dimensions]. */
    ownMeans: ArrayLike<number>,
  ) {
    this.states = ownHistories.length / length;
    const size = this.states * (length + 1);
    this.best = new Float64Array(size).fill(-Infinity);
    this.sum = new Float64Array(size);
    this.matches = new Float64Array(size);
    this.precision = 1 / (2 * observed.deviation ** 2);
    this.own = Float64Array.from({ length: this.states }, (_, i) => this.logLikelihood(ownMeans, i, i));
  }

  async add({ count, symbols, means }: DrawnHistories, breather: Breather): Promise<void> {
    const { length } = this;
    const mostKept = length + 1;
    for (let i = 0, own = 0; i < this.states; i++, own += length) {
      for (let m = 0; m < count; m++) {
        let t = length - 1;
        const at = m * length;
        while (t >= 0 && symbols[at + t] === this.ownHistories[own + t]) t--;
        // The first t + 1 symbols are free to differ.
        this.enter(i * mostKept + t + 1, this.logLikelihood(means, m, i));
      }
      if (breather.due()) await breather.rest();
    }
    this.histories += count;
  }

  /** Bounds on ln p(h|x) - ln p(h|x_{f+1:T}) of every state; undefined where a state has met no such history. */
  bounds(free: number): StateBounds | undefined {
    const lower = new Float64Array(this.states);
    const upper = new Float64Array(this.states);
    for (let i = 0; i < this.states; i++) {
      let top = -Infinity;
      for (let f = 0; f <= free; f++) top = Math.max(top, this.best[i * (this.length + 1) + f]);
      let sum = 0;
      let matches = 0;
      for (let f = 0; f <= free; f++) {
        const at = i * (this.length + 1) + f;
        if (this.matches[at] > 0) sum += this.sum[at] * Math.exp(this.best[at] - top);
        matches += this.matches[at];
      }
      if (matches === 0) return undefined;
      const own = this.own[i];
      upper[i] = own - top - Math.log(sum / matches);
      const higher = Math.max(top, own);
      lower[i] = own - higher - Math.log((sum * Math.exp(top - higher) + Math.exp(own - higher)) / (matches + 1));
    }
    return { lower, upper };
  }

  /** The mean distance of the bounds, nats; infinite where a state has met no such history. */
  gap(free: number): number {
    const bounds = this.bounds(free);
    return bounds ? gapOf(bounds) : Infinity;
  }

  private enter(at: number, log: number): void {
    this.matches[at]++;
    if (log <= this.best[at] - negligible) return;
    if (log <= this.best[at]) this.sum[at] += Math.exp(log - this.best[at]);
    else {
      this.sum[at] = this.sum[at] * Math.exp(this.best[at] - log) + 1;
      this.best[at] = log;
    }
  }

  private logLikelihood(means: ArrayLike<number>, row: number, state: number): number {
    const { dimensions, observed } = this;
    let squared = 0;
    for (let d = 0, a = row * dimensions, b = state * dimensions; d < dimensions; d++, a++, b++) {
      const gap = means[a] - observed.values[b];
      squared += gap * gap;
    }
    return -this.precision * squared;
  }
}
