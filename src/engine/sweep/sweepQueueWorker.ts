import { sentence } from '../../base/sentence';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import type { Job, Queue } from 'bullmq';
import { CancelledError } from '../../base/cancellation';
import type { SweepPoint } from '../../analysis/sweep/sweepPoint';
import { toFailure } from '../process/failure';
import { readChainJob, sweepQueueName, type ChainOutcome } from './sweepJob';
import { chainOutlives, runInProcess } from './sweepProcesses';
import { connectQueue, redisAddress } from './sweepRedis';

interface SweepWorkerOptions {
  readonly url: string;
  /** The bundled worker, `dist/sweepWorker.js`. */
  readonly workerPath: string;
  /** The only folder in which the files that configs name are looked for. */
  readonly dataFolder: string;
  readonly cacheFolder?: string | undefined;
  /** Number of chains trained at a time, each in a process of its own. */
  readonly processes: number;
  readonly log: (text: string) => void;
}

/**
 * A killed worker is noticed when its lock expires. The next check for stalled jobs gives its chain to another worker,
 * within 10 s.
 */
const lockDuration = 5000;
const stalledInterval = 3000;
/** Number of workers that may die on a chain before the chain counts as the cause. */
const maxStalledCount = 5;
const lookForCancel = 1000;

/** Trains chains of sweeps from the queue until `signal` is aborted. Unfinished chains then go to another worker. */
export async function serveSweeps(options: SweepWorkerOptions, signal: AbortSignal): Promise<void> {
  const { bullmq, redis } = await connectQueue(options.url);
  const queue = new bullmq.Queue(sweepQueueName, { connection: redis });
  const worker = new bullmq.Worker(sweepQueueName, (job: Job) => trainChain(job, queue, options, signal), {
    connection: redis,
    concurrency: options.processes,
    lockDuration,
    stalledInterval,
    maxStalledCount,
  });
  // After a lost connection or lock, BullMQ goes on, and another worker gets the job.
  worker.on('error', (error) => options.log(error.message));
  worker.on('completed', (job, result: ChainOutcome) => {
    if ('cancelled' in result) void job.remove().catch(() => undefined);
  });
  queue.on('error', () => undefined);
  try {
    await worker.waitUntilReady();
    options.log(
      `Waiting for sweeps at ${redisAddress(options.url)}: ${options.processes} at a time, data files from ` +
        `${options.dataFolder}.`,
    );
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    });
  } finally {
    await Promise.allSettled([worker.close(true), queue.close()]);
    redis.disconnect();
  }
}

async function trainChain(
  job: Job,
  queue: Queue,
  options: SweepWorkerOptions,
  signal: AbortSignal,
): Promise<ChainOutcome> {
  const { configName, configText, betas, conditions } = readChainJob(job.data);
  const { dataFolder, workerPath, cacheFolder, log } = options;
  const name = `${configName}, beta ${betas.map((beta) => beta.toPrecision(3)).join(', ')}`;
  const request = { input: { configPath: join(dataFolder, basename(configName)), configText }, betas, conditions };
  const controller = new AbortController();
  const watch = setInterval(
    () =>
      void isCancelled(queue, job.id).then(
        (cancelled) => {
          if (cancelled) controller.abort();
        },
        () => undefined,
      ),
    lookForCancel,
  );
  const found = new Map<number, { point: SweepPoint; reused: boolean }>();
  let reported: Promise<unknown> = Promise.resolve();
  const onPoint = (point: SweepPoint, reused: boolean): void => {
    if (found.has(point.beta)) return;
    found.set(point.beta, { point, reused });
    const points = [...found.values()];
    reported = reported.then(() => job.updateProgress({ points })).catch(() => undefined);
  };
  log(`Started ${name}`);
  try {
    await chainOutlives(() =>
      runInProcess(
        request,
        { workerPath, cacheFolder, backend: conditions.backend },
        onPoint,
        AbortSignal.any([signal, controller.signal]),
      ),
    );
    await reported;
    log(`Finished ${name}`);
    return { points: [...found.values()] };
  } catch (failure) {
    // This worker ends: its lock expires, and another worker gets the chain.
    if (signal.aborted) throw failure;
    if (failure instanceof CancelledError) {
      log(`Cancelled ${name}`);
      return { cancelled: true };
    }
    const { message, sentence: said, kind, position } = toFailure(failure);
    log(`Failed ${name}: ${message}`);
    return {
      failure: {
        kind,
        sentence:
          kind === 'input'
            ? sentence(
                "The worker on {0} cannot train this sweep: {1} The worker looks for the config's files in " +
                  '{2}. Put them there, or start it with --data FOLDER.',
                hostname(),
                said,
                dataFolder,
              )
            : sentence('The worker on {0} cannot train this sweep: {1}', hostname(), said),
        ...(position && { position }),
      },
    };
  } finally {
    clearInterval(watch);
  }
}

/** Whether the sweep withdrew the chain, or the job no longer exists. */
async function isCancelled(queue: Queue, id: string | undefined): Promise<boolean> {
  if (id === undefined) return false;
  const job: Job | undefined = await queue.getJob(id);
  return job === undefined || readChainJob(job.data).cancelled === true;
}
