/** Whose turn it is: one run at a time, and at most one of each config, which its key names. */
export class RunQueue<Run extends { readonly key: string }> {
  private active: Run | undefined;
  private readonly waiting: Run[] = [];

  /** What runs now. */
  get running(): Run | undefined {
    return this.active;
  }

  /**
   * Takes a run on, in place of another of its config. Returns whether it is to start now: nothing runs, or that other
   * one does.
   */
  add(run: Run): boolean {
    const place = this.waiting.findIndex(({ key }) => key === run.key);
    if (place >= 0) this.waiting[place] = run;
    else if (this.active && this.active.key !== run.key) this.waiting.push(run);
    else {
      this.active = run;
      return true;
    }
    return false;
  }

  /** The run of a config that waits or is under way. */
  find(key: string): Run | undefined {
    return [...this.waiting, ...(this.active ? [this.active] : [])].find((run) => run.key === key);
  }

  /** Takes the run of a config out of those that wait; undefined where none does. The one that runs stays. */
  withdraw(key: string): Run | undefined {
    const place = this.waiting.findIndex((run) => run.key === key);
    return place < 0 ? undefined : this.waiting.splice(place, 1)[0];
  }

  /** The active run is over; returns the next, which is active then. */
  next(): Run | undefined {
    return (this.active = this.waiting.shift());
  }
}
