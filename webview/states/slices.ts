/** Milliseconds of one slice of long work: a frame has room for it beside its painting. */
const sliceTime = 5;

/** Long work in slices between frames; a new one, or `stop`, ends the one before. */
export class Slices {
  private timer: ReturnType<typeof setTimeout> | undefined;

  get busy(): boolean {
    return this.timer !== undefined;
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /**
   * Calls `work` for stretches of `chunk` items until all `total` are done, then `done`.
   * @param work takes the items `from` to `to` (without it)
   */
  run(total: number, chunk: number, work: (from: number, to: number) => void, done: () => void): void {
    this.stop();
    let at = 0;
    const slice = (): void => {
      const end = performance.now() + sliceTime;
      while (at < total && performance.now() < end) {
        const to = Math.min(total, at + chunk);
        work(at, to);
        at = to;
      }
      if (at < total) this.timer = setTimeout(slice);
      else {
        this.timer = undefined;
        done();
      }
    };
    this.timer = setTimeout(slice);
  }
}
