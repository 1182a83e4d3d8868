import { sentence } from '../../base/sentence';
import { availableParallelism } from 'node:os';
import type { RunChains } from '../../analysis/sweep/chainRequest';
import type { BackendChoice } from '../process/protocol';
import { callInProcess } from '../process/workerProcess';
import { EndedTwice } from './endedTwice';
import { inProcesses } from './inProcesses';
import type { ChainItem, QueuedRequest } from './sweepJob';

export interface SweepProcessesOptions {
  /** The bundled worker, `dist/sweepWorker.js`. */
  readonly workerPath: string;
  readonly backend: BackendChoice;
  readonly cacheFolder?: string | undefined;
  readonly processes?: number;
}

/**
 * Runs the chains of a sweep in processes of their own, at most one per core. If a process dies, another one continues
 * its chain; the finished points are in the cache.
 */
export function sweepProcesses(options: SweepProcessesOptions): RunChains {
  return async (requests, onPoint, signal) => {
    const seen = new Set<number>();
    const once = (point: Parameters<typeof onPoint>[0], reused: boolean): void => {
      if (seen.has(point.beta)) return;
      seen.add(point.beta);
      onPoint(point, reused);
    };
    await inProcesses(
      requests,
      options.processes ?? availableParallelism(),
      (request, all) =>
        runInProcess(
          request,
          options,
          (item) => {
            if ('point' in item) once(item.point, item.reused);
          },
          all,
        ),
      diedTwice,
      signal,
    );
  };
}

/**
 * Runs the chain again if its process died; its finished points are in the cache.
 * @throws EndedTwice if the process dies again, and the errors of `run`
 */
export async function chainOutlives(run: () => Promise<'done' | 'died'>): Promise<void> {
  if ((await run()) === 'died' && (await run()) === 'died') throw diedTwice();
}

const diedTwice = (): EndedTwice =>
  new EndedTwice(
    sentence(
      'A process of the sweep ended twice at the same values. It may have run out of memory: try fewer samples or ' +
        'units.',
    ),
  );

/**
 * One chain, or one job of a study, in a process of its own.
 * @throws CancelledError, or the chain's own failure
 */
export function runInProcess(
  request: QueuedRequest,
  { workerPath, backend, cacheFolder }: SweepProcessesOptions,
  onItem: (item: ChainItem) => void,
  signal: AbortSignal,
): Promise<'done' | 'died'> {
  return callInProcess(
    workerPath,
    {
      ...('betas' in request ? { type: 'chain', request } : { type: 'study', request }),
      backend,
      ...(cacheFolder !== undefined && { cacheFolder }),
    },
    (event) => {
      if (event.type === 'point') onItem({ point: event.point, reused: event.reused });
      if (event.type === 'trial') onItem({ trial: event.report, reused: event.reused });
    },
    signal,
  );
}
