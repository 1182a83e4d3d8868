import { throwIfCancelled } from '../../base/cancellation';
import type { Cores } from '../../base/cores';
import { mostHeld } from '../../models/heldStates';

/** More than this at once leave no core idle longer. */
const mostAtOnce = 3;

/**
 * Lets in as many snapshots at once as memory holds the states of; one, until their size is known. None while training
 * has all cores: its states would take memory, and the main thread, for nothing.
 */
export class SnapshotRoom {
  private inside = 0;
  private most = 1;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly signal: AbortSignal,
    private readonly cores?: Cores,
  ) {}

  /** Runs work on a snapshot in its turn. @throws CancelledError */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.cores?.idle(this.signal);
    if (this.inside >= this.most) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.inside++;
    try {
      throwIfCancelled(this.signal);
      return await work();
    } finally {
      this.inside--;
      this.admit();
    }
  }

  /** @param numbers of the states of one snapshot */
  isOfSize(numbers: number): void {
    this.most = Math.max(1, Math.min(mostAtOnce, Math.floor(mostHeld / Math.max(1, numbers))));
    this.admit();
  }

  private admit(): void {
    while (this.inside < this.most && this.waiting.length > 0) {
      this.inside++;
      this.waiting.shift()?.();
    }
  }
}
