/** Seconds of its own work after which an observation counts e times less. */
const memorySeconds = 10;

/** One kind of work: how many of its units are done, and what one costs by the clock, a mean over the recent past. */
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
   * Units are done up to `done`, and `seconds` were spent since the last event; undefined where they were spent on
   * something else. Time without a unit done counts for the next one.
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

  /** One unit more is done. */
  advance(seconds: number | undefined): void {
    this.reach(this.done + 1, seconds);
  }

  /** Time was spent on a unit that is not done yet. */
  spend(seconds: number | undefined): void {
    this.reach(this.done, seconds);
  }

  /** Units that are left. */
  get left(): number {
    return Math.max(0, this.total - this.done);
  }

  /** Seconds a unit; undefined before the first is done. */
  get cost(): number | undefined {
    return this.units > 0 ? this.seconds / this.units : undefined;
  }
}
