import { sentence } from '../../base/sentence';
import { availableParallelism } from 'node:os';
import { UserError } from '../../base/userError';
import type { RunNetworks } from '../../analysis/networks/networkRequest';
import type { BackendChoice } from './protocol';
import { callInProcess } from './workerProcess';

interface NetworkProcessesOptions {
  /** The bundled worker, `dist/sweepWorker.js`. */
  readonly workerPath: string;
  readonly backend: BackendChoice;
  readonly cacheFolder?: string | undefined;
  readonly processes?: number;
}

/**
 * Runs the further networks in processes of their own, at most one per core without the model's core. Each is trained
 * and estimated as if it were the model, with the same number of threads, so that its numbers are identical in either
 * role.
 */
export function networkProcesses({
  workerPath,
  backend,
  cacheFolder,
  processes,
}: NetworkProcessesOptions): RunNetworks {
  return async (requests, listener, signal) => {
    const waiting = [...requests];
    const controller = new AbortController();
    const all = AbortSignal.any([signal, controller.signal]);
    const count = Math.min(requests.length, processes ?? Math.max(1, availableParallelism() - 1));
    try {
      await Promise.all(
        Array.from({ length: count }, async () => {
          for (let request = waiting.shift(); request; request = waiting.shift()) {
            const { name } = request;
            const outcome = await callInProcess(
              workerPath,
              { type: 'network', request, backend, ...(cacheFolder !== undefined && { cacheFolder }) },
              (event) => {
                if (event.type === 'delta') listener.delta(name, event.delta);
                else if (event.type === 'share') listener.share(name, event.share);
              },
              all,
            );
            if (outcome === 'died')
              throw new UserError(
                sentence(
                  'The process that trains "{0}" ended. It may have run out of memory: try fewer samples or units.',
                  name,
                ),
              );
          }
        }),
      );
    } catch (failure) {
      controller.abort();
      throw failure;
    }
  };
}
