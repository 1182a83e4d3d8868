/** The running average of equal batches, and its interval. */
export class BatchMeans {
  private count = 0;
  private mean = 0;
  private squares = 0;

  add(value: number): void {
    this.count++;
    const delta = value - this.mean;
    this.mean += delta / this.count;
    this.squares += delta * (value - this.mean);
  }

  get batches(): number {
    return this.count;
  }

  get average(): number {
    return this.mean;
  }

  /** The standard error of the average; infinite for a single batch. */
  get standardError(): number {
    return this.count < 2 ? Infinity : Math.sqrt(this.squares / (this.count - 1) / this.count);
  }

  /**
   * Half the width of the 95 % interval by Student's distribution, approximated for its degrees of freedom
   * (Cornish-Fisher to second order).
   */
  get halfWidth(): number {
    if (this.count < 2) return Infinity;
    const z = 1.959963984540054;
    const f = this.count - 1;
    const t =
      f === 1
        ? 12.706
        : f === 2
          ? 4.303
          : z +
            (z ** 3 + z) / (4 * f) +
            (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * f * f) +
            (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * f ** 3);
    return t * this.standardError;
  }
}
