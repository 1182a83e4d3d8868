/** How a piece of work asked for by many triggers is run. */
export interface SyncOptions<T> {
  /** ms of quiet before the work starts. */
  readonly delay: number;
  /** Runs for the last argument asked for; told through the signal when a newer one waits. */
  readonly run: (argument: T, signal: AbortSignal) => Promise<void>;
  /** A failed run; the controller itself goes on. */
  readonly onError: (error: unknown) => void;
}

/** Debounces, coalesces, and runs one at a time: the last argument wins. */
export class SyncController<T> {
  private timer: NodeJS.Timeout | undefined;
  private waiting: { readonly argument: T } | undefined;
  private running: AbortController | undefined;
  private disposed = false;

  constructor(private readonly options: SyncOptions<T>) {}

  /** Asks for a run after the quiet time. */
  request(argument: T): void {
    if (this.disposed) return;
    this.waiting = { argument };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.start(), this.options.delay);
  }

  /** Drops what waits and tells what runs to stop. */
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
        // What came meanwhile and has had its quiet time starts now; the rest is started by its timer.
        if (this.waiting && !this.timer) this.start();
      });
  }
}
