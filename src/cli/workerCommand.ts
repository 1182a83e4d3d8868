import { sentence } from '../base/sentence';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { userCacheFolder } from '../base/userCacheFolder';
import { InputError } from '../base/userError';
import { serveSweeps } from '../engine/sweep/sweepQueueWorker';

interface WorkerOptions {
  readonly redis: string;
  readonly data?: string;
  readonly processes?: number;
  readonly cache: boolean;
}

/** `worker --redis URL`: trains chains of sweeps that are queued there, until it is interrupted. */
export async function workerCommand(
  { redis, data, processes, cache }: WorkerOptions,
  signal: AbortSignal,
): Promise<void> {
  if (processes === 0) throw new InputError(sentence('With --processes 0 nothing is trained: give 1 or more.'));
  await serveSweeps(
    {
      url: redis,
      workerPath: join(__dirname, 'sweepWorker.js'),
      dataFolder: resolve(data ?? '.'),
      processes: processes ?? availableParallelism(),
      cacheFolder: cache ? join(userCacheFolder(), 'stages') : undefined,
      log: (text) => process.stderr.write(`${text}\n`),
    },
    signal,
  );
}
