/** Time constant of the mean, in seconds of the work itself: an older observation counts e times less. */
const memorySeconds = 10;

/** One kind of work: how many of its units are done, and the recent mean time per unit. */
export class Pace {
  private seconds = 0;
  private units = 0;
  private pending = 0;

  /**
   * @param total units of the whole work
   * @param done units that are done at the start
   */
  constructor(
    readonly total: number,
    private done = 0,
  ) {}

  /**
   * Units are done up to `done`, and `seconds` were spent on them since the last event; undefined where that time was
   * spent on other work. Time without a finished unit counts for the next one.
   */
  reach(done: number, seconds: number | undefined): void {
    this.pending += seconds ?? 0;
    const units = done - this.done;
    if (units <= 0) return;
    this.done = done;
    if (seconds === undefined) return;
    const keep = Math.exp(-this.pending / memorySeconds);
    this.seconds = this.seconds * keep + this.pending;
    this.units = this.units * keep + units;
    this.pending = 0;
  }

  /** One more unit is done. */
  advance(seconds: number | undefined): void {
    this.reach(this.done + 1, seconds);
  }

  /** Time was spent on a unit that is not finished yet. */
  spend(seconds: number | undefined): void {
    this.reach(this.done, seconds);
  }

  /** Units that are left. */
  get left(): number {
    return Math.max(0, this.total - this.done);
  }

  /** Seconds per unit; undefined before the first is done. */
  get cost(): number | undefined {
    return this.units > 0 ? this.seconds / this.units : undefined;
  }
}
