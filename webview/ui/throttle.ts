/** A page that is not painted gets no frames: the cost is then taken as it is after this many ms. */
const longestPaint = 250;

/**
 * Runs `work` at once, then at most once in `interval` ms; the last call is never lost. After each run it rests for
 * `rest()` times as long as the run took, painting included: while data stream in, the window around the page has the
 * same thread, and has to load, draw and type.
 */
export class Throttle {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private next = -Infinity;

  constructor(
    private readonly work: () => void,
    private readonly interval: number,
    private readonly rest: () => number,
  ) {}

  get pending(): boolean {
    return this.timer !== undefined;
  }

  request(): void {
    if (this.timer !== undefined) return;
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        this.run();
      },
      Math.max(0, this.next - performance.now()),
    );
  }

  private run(): void {
    const start = performance.now();
    this.next = start + this.interval;
    this.work();
    afterPaint(() => {
      const now = performance.now();
      this.next = Math.max(start + this.interval, now + this.rest() * (now - start));
    });
  }
}

/** Calls back once what was drawn is on the screen. */
function afterPaint(done: () => void): void {
  let told = false;
  const once = (): void => {
    if (told) return;
    told = true;
    clearTimeout(fallback);
    done();
  };
  const fallback = setTimeout(once, longestPaint);
  requestAnimationFrame(() => setTimeout(once));
}
