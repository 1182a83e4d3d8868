import { inEnglish } from '../../base/sentence';
import { buildId } from '../../analysis/cache/key';
import type { Fleet, WorkerNews } from './fleet';
import type { Refusal } from './sweepJob';
import { redisAddress } from './sweepRedis';

interface WatchOptions {
  readonly url: string;
  /** Reports to the user. */
  readonly notice: (text: string) => void;
}

const noWorkerAfter = 3000;
const lookEvery = 1000;
/** Interval at which it says what each worker trains, ms. */
const sayEvery = 20_000;

/** What the workers of a sweep do: which are there, what each trains, and what they hand back. */
export class FleetWatch {
  private alone = performance.now();
  private reported = false;
  private next = 0;
  private nextWord = performance.now() + sayEvery;
  private readonly said = new Set<string>();

  constructor(
    private readonly fleet: Fleet,
    private readonly options: WatchOptions,
  ) {}

  /** A job that every worker has handed back, with the reason of one of them. */
  async look(jobs: readonly string[]): Promise<{ readonly job: string; readonly refusal: Refusal } | undefined> {
    const now = performance.now();
    if (now < this.next) return undefined;
    this.next = now + lookEvery;
    const workers = await this.fleet.workers();
    this.sayWhoIsThere(workers, now);
    // All at once: Redis is not waited for job by job.
    const each = await Promise.all(jobs.map(async (job) => ({ job, refusals: await this.fleet.refusals(job) })));
    for (const { job, refusals } of each) {
      for (const refusal of refusals.values()) this.once(`${inEnglish(refusal.sentence)} Its chain goes to another.`);
      const [first] = workers;
      const refusal = workers.length > 0 ? refusals.get(first.id) : undefined;
      if (refusal && workers.every(({ id }) => refusals.has(id))) return { job, refusal };
    }
    return undefined;
  }

  private sayWhoIsThere(workers: readonly WorkerNews[], now: number): void {
    if (workers.length === 0) {
      if (!this.reported && now - this.alone >= noWorkerAfter) {
        this.reported = true;
        this.options.notice(
          `No worker is there to train: start "rnn-infoflow worker --redis ${redisAddress(this.options.url)}" on ` +
            'this machine or another. The sweep goes on as soon as one is.',
        );
      }
      return;
    }
    this.alone = now;
    this.reported = false;
    for (const { host, version, build } of workers)
      if (build !== buildId)
        this.once(`The worker on ${host} runs another build (${version} ${build}): it gets no chain of this sweep.`);
    if (now < this.nextWord) return;
    this.nextWord = now + sayEvery;
    for (const { host, id, trains, finished } of workers)
      this.options.notice(
        `Worker ${id.slice(0, 8)} on ${host}: ${trains.join('; ') || 'waits'} (${finished} chains finished)`,
      );
  }

  private once(text: string): void {
    if (this.said.has(text)) return;
    this.said.add(text);
    this.options.notice(text);
  }
}
