/**
 * For every state h the sum of p(h|x) over some inputs x, kept as the largest logarithm and a sum relative to it.
 * Densities are up to a constant common to all.
 */
export class MixtureSums {
  private readonly best: Float64Array;
  private readonly sum: Float64Array;

  /** @param own ln p(h|x) of every state and the input that made it */
  constructor(private readonly own: Float64Array) {
    this.best = new Float64Array(own.length).fill(-Infinity);
    this.sum = new Float64Array(own.length);
  }

  /**
   * Adds densities to the sum of one state.
   * @param log the largest of their logarithms
   * @param sum of all of them, relative to the largest
   */
  enter(i: number, log: number, sum: number): void {
    if (log === -Infinity) return;
    const top = Math.max(log, this.best[i]);
    this.sum[i] = this.sum[i] * Math.exp(this.best[i] - top) + sum * Math.exp(log - top);
    this.best[i] = top;
  }

  /** ln p(h|x) - ln p(h), where p(h) is the mean over so many inputs, and over h's own. */
  withOwn(i: number, inputs: number): number {
    const own = this.own[i];
    const top = Math.max(own, this.best[i]);
    const total = Math.exp(own - top) + this.sum[i] * Math.exp(this.best[i] - top);
    return own - top - Math.log(total / (inputs + 1));
  }

  /** The same without h's own input; infinite where there is no other. @param weight of all inputs */
  withoutOwn(i: number, weight: number): number {
    return this.own[i] - this.best[i] - Math.log(this.sum[i] / weight);
  }
}
