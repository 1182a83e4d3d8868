import { breathe } from '../../base/cancellation';

/** Milliseconds of work between two breathing points. */
const stretch = 15;

/** Tells a long loop when to breathe, so that a cancel is heard within 100 ms. */
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
