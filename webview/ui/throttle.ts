/** A hidden page gets no animation frames: painting then counts as done after this many ms. */
const longestPaint = 250;

/**
 * Runs `work` at once, then at most once per `interval` ms; the last call is never lost. After each run it pauses for
 * `rest()` times the run's duration, painting included: the window around the page uses the same thread, and must load,
 * draw and accept typing while data arrive.
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
  let called = false;
  const once = (): void => {
    if (called) return;
    called = true;
    clearTimeout(fallback);
    done();
  };
  const fallback = setTimeout(once, longestPaint);
  requestAnimationFrame(() => setTimeout(once));
}
