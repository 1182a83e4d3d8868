import { watch } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { CancelledError } from '../base/cancellation';
import { reportFailure } from './failures';
import { FollowedTraining, type FollowWork } from './followedTraining';

export interface WatchWork extends FollowWork {
  /** Analyses the config as it is saved now. @throws CancelledError */
  readonly analyze: (signal: AbortSignal) => Promise<void>;
}

/**
 * Analyses at once, after every save, and after every epoch of a training that writes the config's recording. A newer
 * save cancels the run before it; a new epoch waits for its end, so that epochs that come fast do not starve it. Ends
 * when `signal` is aborted.
 */
export async function watchConfig(path: string, work: WatchWork, signal: AbortSignal): Promise<void> {
  let run: { controller: AbortController; done: Promise<void> } | undefined;
  let wanted = false;
  const training = new FollowedTraining(path, work, () => {
    if (run) wanted = true;
    else begin();
  });
  const begin = (): void => {
    wanted = false;
    const controller = new AbortController();
    const done = (async () => {
      try {
        await training.runBegins();
        await work.analyze(AbortSignal.any([signal, controller.signal]));
      } catch (failure) {
        if (!(failure instanceof CancelledError)) reportFailure(failure);
      }
    })();
    const mine = { controller, done };
    run = mine;
    void done.then(() => {
      if (run !== mine) return;
      run = undefined;
      if (wanted && !signal.aborted) begin();
    });
  };
  const restart = async (): Promise<void> => {
    const before = run;
    before?.controller.abort();
    await before?.done;
    // Another save, or an epoch, may have begun one meanwhile.
    if (run === undefined || run === before) begin();
  };
  begin();
  let pending: NodeJS.Timeout | undefined;
  try {
    // The folder, not the file: editors save by renaming a new file over the old one.
    for await (const { filename } of watch(dirname(path), { signal })) {
      if (filename !== basename(path)) continue;
      clearTimeout(pending);
      pending = setTimeout(() => void restart(), 150);
    }
  } catch (failure) {
    if (!signal.aborted) throw failure;
  } finally {
    clearTimeout(pending);
    training.dispose();
    run?.controller.abort();
    await run?.done;
  }
}
