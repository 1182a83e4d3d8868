/** The order of runs: one at a time, and at most one per config, which its key names. */
export class RunQueue<Run extends { readonly key: string }> {
  private active: Run | undefined;
  private readonly waiting: Run[] = [];

  /** The active run. */
  get running(): Run | undefined {
    return this.active;
  }

  /**
   * Adds a run, in place of an earlier one of its config. Returns whether it can start now: nothing is active, or the
   * run that it replaces was.
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

  /** The active or waiting run of a config. */
  find(key: string): Run | undefined {
    return [...this.waiting, ...(this.active ? [this.active] : [])].find((run) => run.key === key);
  }

  /** Removes the waiting run of a config and returns it; undefined where none waits. The active run stays. */
  withdraw(key: string): Run | undefined {
    const place = this.waiting.findIndex((run) => run.key === key);
    return place < 0 ? undefined : this.waiting.splice(place, 1)[0];
  }

  /** Ends the active run and returns the next, which is active then. */
  next(): Run | undefined {
    return (this.active = this.waiting.shift());
  }
}
