import { inEnglish, sentence } from '../../base/sentence';
import { randomUUID } from 'node:crypto';
import { hostname, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Job, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { buildId } from '../../analysis/cache/key';
import { CancelledError } from '../../base/cancellation';
import { causeOf } from '../../base/userError';
import { productVersion } from '../../base/productVersion';
import { EndedTwice } from './endedTwice';
import { Fleet, newsEvery } from './fleet';
import { FileFolders } from './sweepFiles';
import { toFailure } from '../process/failure';
import {
  type ChainItem,
  type ChainJob,
  type ChainOutcome,
  itemId,
  readChainJob,
  type Refusal,
  requestOf,
  sweepQueueName,
  valuesOfWork,
} from './sweepJob';
import { chainOutlives, runInProcess } from './sweepProcesses';
import { connectQueue, redisAddress } from './sweepRedis';

interface SweepWorkerOptions {
  readonly url: string;
  /** The bundled worker, `dist/sweepWorker.js`. */
  readonly workerPath: string;
  /** Where the files that configs name are looked for first; others come through Redis. */
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
/** Time for which a chain that was handed back is left to other workers, ms. */
const handedBackFor = 500;

/** Trains chains of sweeps from the queue until `signal` is aborted. Unfinished chains then go to another worker. */
export async function serveSweeps(options: SweepWorkerOptions, signal: AbortSignal): Promise<void> {
  const { bullmq, redis } = await connectQueue(options.url);
  const queue = new bullmq.Queue(sweepQueueName, { connection: redis });
  const site = new Site(options, redis, queue);
  const worker = new bullmq.Worker(
    sweepQueueName,
    async (job: Job, token?: string) => {
      const outcome = await site.train(job, signal);
      if (outcome !== 'handed back') return outcome;
      await job.moveToDelayed(Date.now() + handedBackFor, token);
      throw new bullmq.DelayedError();
    },
    { connection: redis, concurrency: options.processes, lockDuration, stalledInterval, maxStalledCount },
  );
  // After a lost connection or lock, BullMQ goes on, and another worker gets the job.
  worker.on('error', (error) => options.log(error.message));
  worker.on('completed', (job, result: ChainOutcome) => {
    if ('cancelled' in result) void job.remove().catch(() => undefined);
  });
  queue.on('error', () => undefined);
  const news = setInterval(() => void site.announce(), newsEvery);
  try {
    await site.announce();
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
    clearInterval(news);
    await Promise.allSettled([worker.close(true), queue.close(), site.leave()]);
    redis.disconnect();
  }
}

/** This machine's part of the fleet. */
class Site {
  private readonly id = randomUUID();
  private readonly fleet: Fleet;
  private readonly folders: FileFolders;
  private readonly trains = new Map<string, string>();
  private finished = 0;

  constructor(
    private readonly options: SweepWorkerOptions,
    redis: Redis,
    private readonly queue: Queue,
  ) {
    this.fleet = new Fleet(redis);
    const { dataFolder, cacheFolder } = options;
    this.folders = new FileFolders(redis, {
      dataFolder,
      cacheFolder: join(cacheFolder === undefined ? tmpdir() : dirname(cacheFolder), 'fleet'),
    });
  }

  /** Says that the worker is there, which build it is, and what it trains. */
  async announce(): Promise<void> {
    const { id, finished } = this;
    const version = productVersion ?? '';
    const news = { id, host: hostname(), version, build: buildId, trains: [...this.trains.values()], finished };
    await this.fleet.announce(news).catch(() => undefined);
  }

  async leave(): Promise<void> {
    await this.fleet.leave(this.id);
  }

  /** The outcome of a chain; or it is handed back, and why is kept for the sweep. */
  async train(job: Job, signal: AbortSignal): Promise<ChainOutcome | 'handed back'> {
    const { id = '' } = job;
    if (await this.fleet.hasRefused(id, this.id)) return 'handed back';
    const chain = readChainJob(job.data);
    const name = `${chain.configName}, ${valuesOfWork(chain)}`;
    this.trains.set(id, name);
    try {
      const outcome =
        chain.build === buildId ? await this.outcomeOf(job, chain, name, signal) : { refused: anotherBuild(chain) };
      if (!('refused' in outcome)) {
        if ('points' in outcome) this.finished++;
        return outcome;
      }
      this.options.log(`Handed back ${name}: ${inEnglish(outcome.refused.sentence)}`);
      await this.fleet.refuse(id, this.id, outcome.refused);
      return 'handed back';
    } finally {
      this.trains.delete(id);
    }
  }

  /** Of a chain of this build, once its files are there. */
  private async outcomeOf(
    job: Job,
    chain: ChainJob,
    name: string,
    signal: AbortSignal,
  ): Promise<ChainOutcome | { readonly refused: Refusal }> {
    let dataFolder: string;
    try {
      dataFolder = await this.folders.of(chain.files);
    } catch (failure) {
      if (signal.aborted) throw failure;
      return { refused: withoutFiles(failure) };
    }
    return trainChain(job, chain, name, this.queue, { ...this.options, dataFolder }, signal);
  }
}

/** A full or read-only disk, most often. */
const withoutFiles = (failure: unknown): Refusal => ({
  kind: 'work',
  sentence: sentence(
    "The worker on {0} cannot keep the config's files ({1}). Mend this there, or start it with --data FOLDER, a " +
      'folder that holds them.',
    hostname(),
    causeOf(failure),
  ),
});

const anotherBuild = ({ version }: ChainJob): Refusal => ({
  kind: 'work',
  sentence: sentence(
    'The worker on {0} cannot train this sweep: it runs another build ({1}) than the sweep ({2}), which may compute ' +
      'other numbers. Install the same one there.',
    hostname(),
    `${productVersion ?? ''} ${buildId}`,
    version,
  ),
});

async function trainChain(
  job: Job,
  { configName, configText, ...chain }: ChainJob,
  name: string,
  queue: Queue,
  options: SweepWorkerOptions,
  signal: AbortSignal,
): Promise<ChainOutcome | { readonly refused: Refusal }> {
  const { dataFolder, workerPath, cacheFolder, log } = options;
  const request = requestOf(chain, { configPath: join(dataFolder, basename(configName)), configText });
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
  const found = new Map<string, ChainItem>();
  let reported: Promise<unknown> = Promise.resolve();
  const onItem = (item: ChainItem): void => {
    if (found.has(itemId(item))) return;
    found.set(itemId(item), item);
    const points = [...found.values()];
    reported = reported.then(() => job.updateProgress({ points })).catch(() => undefined);
  };
  log(`Started ${name}`);
  try {
    await chainOutlives(() =>
      runInProcess(
        request,
        { workerPath, cacheFolder, backend: chain.conditions.backend },
        onItem,
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
    const where = { kind, ...(position && { position }) };
    // Other files or more memory may be elsewhere.
    if (kind === 'input')
      return {
        refused: {
          ...where,
          sentence: sentence(
            "The worker on {0} cannot train this sweep: {1} The worker looks for the config's files in " +
              '{2}. Put them there, or start it with --data FOLDER.',
            hostname(),
            said,
            dataFolder,
          ),
        },
      };
    const onWorker = sentence('The worker on {0} cannot train this sweep: {1}', hostname(), said);
    if (failure instanceof EndedTwice) return { refused: { ...where, sentence: onWorker } };
    log(`Failed ${name}: ${message}`);
    return { failure: { ...where, sentence: onWorker } };
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
