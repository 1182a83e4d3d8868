/**
 * Calls `action` at once, and then at most every `interval` ms while `request` is called. The last request is never
 * lost.
 */
export class Throttle {
  private timer: NodeJS.Timeout | undefined;
  private wanted = false;

  constructor(
    private readonly interval: number,
    private readonly action: () => void,
  ) {}

  request(): void {
    if (this.timer) {
      this.wanted = true;
      return;
    }
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (this.wanted) this.request();
    }, this.interval);
    this.wanted = false;
    this.action();
  }

  /** Acts now if a request waits, and resets the interval. */
  flush(): void {
    const { wanted } = this;
    this.dispose();
    if (wanted) this.action();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.wanted = false;
  }
}
