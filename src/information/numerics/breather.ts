import { breathe } from '../../base/cancellation';

/** Milliseconds of work between two pauses. */
const stretch = 15;

/** Says when a long loop should pause, so that a cancel takes effect within 100 ms. */
export class Breather {
  private last = performance.now();

  constructor(private readonly signal?: AbortSignal) {}

  due(): boolean {
    return performance.now() - this.last > stretch;
  }

  /** @throws CancelledError once the signal is aborted */
  async rest(): Promise<void> {
    await breathe(this.signal);
    this.last = performance.now();
  }
}
