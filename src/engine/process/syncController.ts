/** Options of work that many triggers request. */
export interface SyncOptions<T> {
  /** Time without a new request before the work starts, ms. */
  readonly delay: number;
  /** Runs for the last requested argument; the signal is aborted when a newer one waits. */
  readonly run: (argument: T, signal: AbortSignal) => Promise<void>;
  /** Called for a failed run; the controller goes on. */
  readonly onError: (error: unknown) => void;
}

/** Debounces and merges requests, and runs one at a time, for the last argument. */
export class SyncController<T> {
  private timer: NodeJS.Timeout | undefined;
  private waiting: { readonly argument: T } | undefined;
  private running: AbortController | undefined;
  private disposed = false;

  constructor(private readonly options: SyncOptions<T>) {}

  /** Requests a run after the delay, or after another one, ms. */
  request(argument: T, delay = this.options.delay): void {
    if (this.disposed) return;
    this.waiting = { argument };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.start(), delay);
  }

  /** Drops the waiting request and aborts the current run. */
  cancel(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting = undefined;
    this.running?.abort();
  }

  dispose(): void {
    this.disposed = true;
    this.cancel();
  }

  private start(): void {
    this.timer = undefined;
    if (this.running) {
      this.running.abort();
      return;
    }
    const next = this.waiting;
    if (!next) return;
    this.waiting = undefined;
    const controller = new AbortController();
    this.running = controller;
    this.options
      .run(next.argument, controller.signal)
      .catch(this.options.onError)
      .finally(() => {
        this.running = undefined;
        // A request that came during the run and whose delay is over starts now; others are started by their timer.
        if (this.waiting && !this.timer) this.start();
      });
  }
}
