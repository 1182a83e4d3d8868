import { CancelledError, throwIfCancelled } from './cancellation';

/** One piece of work at a time, in the order in which it was asked for. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  /** Runs `work` after all earlier ones. @throws CancelledError where the signal is aborted before its turn */
  async take<Result>(signal: AbortSignal | undefined, work: () => Promise<Result>): Promise<Result> {
    throwIfCancelled(signal);
    const before = this.last;
    const turn = before.then(() => {
      throwIfCancelled(signal);
      return work();
    });
    this.last = turn.catch(() => undefined);
    return signal ? Promise.race([turn, whenAborted(signal, turn)]) : turn;
  }
}

/** Rejects once the signal is aborted; never settles otherwise, and listens no longer than the work takes. */
function whenAborted(signal: AbortSignal, work: Promise<unknown>): Promise<never> {
  return new Promise((_, reject) => {
    const abort = (): void => reject(new CancelledError());
    signal.addEventListener('abort', abort, { once: true });
    const end = (): void => signal.removeEventListener('abort', abort);
    work.then(end, end);
  });
}
