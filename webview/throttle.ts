/** Runs `work` at once, then at most once in `interval` ms, the last call never lost. */
export class Throttle {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private last = -Infinity;

  constructor(private readonly work: () => void, private readonly interval: number) {}

  get pending(): boolean {
    return this.timer !== undefined;
  }

  request(): void {
    if (this.timer !== undefined) return;
    const wait = Math.max(0, this.last + this.interval - performance.now());
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.last = performance.now();
      this.work();
    }, wait);
  }
}
