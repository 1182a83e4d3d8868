import { sentence } from '../../base/sentence';
import { randomUUID } from 'node:crypto';
import type { Job, Queue, QueueEvents } from 'bullmq';
import type { RunStudies, StudyRequest } from '../../analysis/studies/studyRequest';
import type { RunChains } from '../../analysis/sweep/chainRequest';
import { throwIfCancelled } from '../../base/cancellation';
import { InputError, UserError } from '../../base/userError';
import { FleetWatch } from './fleetWatch';
import { Fleet } from './fleet';
import { filesOfConfig, sendFiles } from './sweepFiles';
import {
  chainJob,
  chainJobId,
  type ChainItem,
  itemId,
  type QueuedRequest,
  valuesOfWork,
  readChainJob,
  readOutcome,
  readReport,
  sweepQueueName,
  type ChainJob,
  type ChainReport,
  type Refusal,
} from './sweepJob';
import { connectQueue } from './sweepRedis';

interface SweepQueueOptions {
  readonly url: string;
  /** Use the results of equal chains that are running, or that finished within a day. */
  readonly reuse: boolean;
  /** Reports to the user why the sweep waits. */
  readonly notice: (text: string) => void;
}

/** Time for which the result of a finished chain is kept, s. */
const day = 86_400;
/**
 * Interval at which the jobs themselves are read, ms, because events may be lost (a restart of Redis, a broken
 * connection).
 */
const lookEvery = 1000;

/** Runs the chains of a sweep as jobs on a queue in Redis, for workers on any machine. */
export function sweepQueue(options: SweepQueueOptions): RunChains {
  const run = onQueue(options);
  return (requests, onPoint, signal) =>
    run(
      requests,
      (item, reused) => {
        if ('point' in item) onPoint(item.point, reused);
      },
      signal,
    );
}

/**
 * The same for the jobs of studies that may go to other machines.
 * @param here runs the others
 */
export function studyQueue(options: SweepQueueOptions, here: RunStudies): RunStudies {
  const run = onQueue(options);
  return async (requests, onTrial, signal) => {
    const isQueued = ({ job }: StudyRequest): boolean => job.queuedAs !== undefined;
    await here(
      requests.filter((request) => !isQueued(request)),
      onTrial,
      signal,
    );
    await run(
      requests.filter(isQueued),
      (item, reused) => {
        if ('trial' in item) onTrial(item.trial, reused);
      },
      signal,
    );
  };
}

type RunQueued = (
  requests: readonly QueuedRequest[],
  onItem: (item: ChainItem, reused: boolean) => void,
  signal: AbortSignal,
) => Promise<void>;

/** Results are read from the jobs, so that lost events do no harm. */
function onQueue(options: SweepQueueOptions): RunQueued {
  return async (requests, onItem, signal) => {
    if (requests.length === 0) return;
    const { bullmq, redis } = await connectQueue(options.url);
    const queue = new bullmq.Queue(sweepQueueName, { connection: redis });
    const events = new bullmq.QueueEvents(sweepQueueName, { connection: redis });
    const bell = new Bell(events, signal);
    const run = options.reuse ? '' : randomUUID();
    const fleet = new Fleet(redis);
    const pending = new Map<string, { readonly request: QueuedRequest; readonly job: ChainJob }>();
    const seen = new Set<string>();
    const take = ({ points }: ChainReport, before: boolean): void => {
      for (const item of points) {
        const id = itemId(item);
        if (seen.has(id)) continue;
        seen.add(id);
        onItem(item, item.reused || before);
      }
    };
    const finishedBefore = new Set<string>();
    queue.on('error', () => undefined);
    const workers = new FleetWatch(fleet, options);
    try {
      const [first] = requests;
      // All chains are of one config.
      const files = await filesOfConfig(first.input.configPath, first.input.configText);
      await sendFiles(redis, first.input.configPath, files);
      for (const request of requests) {
        const job = chainJob(request, files);
        pending.set(chainJobId(job, run), { request, job });
      }
      for (const [id, { job }] of pending) {
        await fleet.forgetRefusals(id);
        if ((await place(queue, id, job)) === 'finished') finishedBefore.add(id);
      }
      while (pending.size > 0) {
        for (const [id, { request, job }] of pending) {
          throwIfCancelled(signal);
          if (await look(queue, id, request, job, (report) => take(report, finishedBefore.has(id)))) pending.delete(id);
        }
        if (pending.size === 0) break;
        const refused = await workers.look([...pending.keys()]);
        const hopeless = refused && pending.get(refused.job);
        if (hopeless) throw errorOf(refused.refusal, hopeless.request);
        await bell.rung(lookEvery);
      }
    } catch (failure) {
      await Promise.all([...pending.keys()].map((id) => withdraw(queue, id).catch(() => undefined)));
      throw failure;
    } finally {
      await Promise.allSettled([events.close(), queue.close()]);
      redis.disconnect();
    }
  };
}

/**
 * Puts a chain on the queue unless it is there. A chain that an earlier sweep left unfinished or failed starts again.
 */
async function place(queue: Queue, id: string, job: ChainJob): Promise<'finished' | 'queued'> {
  const found: Job | undefined = await queue.getJob(id);
  if (found?.finishedOn !== undefined) {
    if (isFinished(found)) return 'finished';
    await found.remove();
  }
  await queue.add('chain', job, { jobId: id, removeOnComplete: { age: day }, removeOnFail: { age: day } });
  return 'queued';
}

function isFinished({ failedReason, returnvalue }: Job): boolean {
  return !failedReason && 'points' in readOutcome(returnvalue);
}

/**
 * Passes the results of the job so far to `take`; returns true when it is done.
 * @throws UserError with the chain's failure
 */
async function look(
  queue: Queue,
  id: string,
  { input }: QueuedRequest,
  data: ChainJob,
  take: (report: ChainReport) => void,
): Promise<boolean> {
  const job: Job | undefined = await queue.getJob(id);
  if (!job) {
    // Redis lost the job, or another sweep with the same chain was cancelled.
    await place(queue, id, data);
    return false;
  }
  take(readReport(job.progress));
  if (job.finishedOn === undefined) return false;
  if (job.failedReason) {
    await job.remove();
    throw new UserError(
      sentence(
        'Workers of the sweep ended repeatedly at {0} ({1}). They may have run out of memory: try fewer samples ' +
          'or units.',
        valuesOfWork(data),
        job.failedReason,
      ),
    );
  }
  const outcome = readOutcome(job.returnvalue);
  if ('points' in outcome) {
    take(outcome);
    return true;
  }
  await job.remove();
  if ('cancelled' in outcome) return false;
  throw errorOf(outcome.failure, { input });
}

const errorOf = (
  { kind, sentence: said, position }: Refusal,
  { input }: Pick<QueuedRequest, 'input'>,
): InputError | UserError =>
  kind === 'input' ? new InputError(said, input.configPath, position) : new UserError(said);

/** Takes a chain off the queue, or asks its worker to stop. */
async function withdraw(queue: Queue, id: string): Promise<void> {
  const job: Job | undefined = await queue.getJob(id);
  if (!job || job.finishedOn !== undefined) return;
  try {
    await job.remove();
  } catch {
    // A worker holds the lock of the job.
    await job.updateData({ ...readChainJob(job.data), cancelled: true });
  }
}

/** Wakes a waiting loop at the next event of the queue. */
class Bell {
  private ring: () => void = () => undefined;
  private rang = false;

  constructor(
    events: QueueEvents,
    private readonly signal: AbortSignal,
  ) {
    const ring = (): void => {
      this.rang = true;
      this.ring();
    };
    for (const name of ['progress', 'completed', 'failed', 'removed'] as const) events.on(name, ring);
    events.on('error', () => undefined);
    signal.addEventListener('abort', ring, { once: true });
  }

  async rung(most: number): Promise<void> {
    if (!this.rang && !this.signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, most);
        this.ring = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.rang = false;
  }
}
