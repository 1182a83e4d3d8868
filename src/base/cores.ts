import { CancelledError, onCancel, throwIfCancelled } from './cancellation';

interface Waiting {
  readonly kind: 'take' | 'idle';
  readonly settle: () => void;
}

/**
 * The cores of this machine. Training holds those that its steps run on, and never waits; estimates take the others,
 * one for each part of their work, in the order in which they ask. So a run ends no later than training alone and then
 * estimates alone on all cores would end, but for the last part.
 */
export class Cores {
  private held = 0;
  private taken = 0;
  private readonly waiting: Waiting[] = [];

  constructor(readonly total: number) {}

  /** Whether training leaves no core to estimates. */
  get areHeld(): boolean {
    return this.held >= this.total;
  }

  /** Whether somebody waits for a core. */
  get areWanted(): boolean {
    return this.waiting.some(({ kind }) => kind === 'take');
  }

  /**
   * Training runs on so many cores, at most all of them, until the returned function is called. Parts of estimates that
   * have begun go on.
   */
  hold(count: number): () => void {
    const own = Math.min(count, this.total);
    this.held += own;
    return once(() => {
      this.held -= own;
      this.serve();
    });
  }

  /**
   * Waits for a core that is free, which the returned function gives back.
   * @throws CancelledError
   */
  async take(signal?: AbortSignal): Promise<() => void> {
    await this.wait('take', signal);
    return once(() => {
      this.taken--;
      this.serve();
    });
  }

  /** Waits until training leaves a core to estimates, whether or not one of these has it. @throws CancelledError */
  async idle(signal?: AbortSignal): Promise<void> {
    await this.wait('idle', signal);
  }

  private wait(kind: Waiting['kind'], signal?: AbortSignal): Promise<void> {
    throwIfCancelled(signal);
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        const place = this.waiting.indexOf(one);
        if (place >= 0) this.waiting.splice(place, 1);
        reject(new CancelledError());
      };
      const one: Waiting = {
        kind,
        settle: () => {
          endWait();
          resolve();
        },
      };
      const endWait = onCancel(signal, cancel);
      this.waiting.push(one);
      this.serve();
    });
  }

  /** Lets in whoever may go on, the first who asked first. */
  private serve(): void {
    for (const one of [...this.waiting]) {
      if (one.kind === 'idle' ? this.areHeld : this.taken >= this.total - this.held) continue;
      if (one.kind === 'take') this.taken++;
      this.waiting.splice(this.waiting.indexOf(one), 1);
      one.settle();
    }
  }
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    work();
  };
}
