import type { Redis } from 'ioredis';
import * as z from 'zod';
import { failureSchema, type Refusal } from './sweepJob';

const newsSchema = z.object({
  id: z.string(),
  host: z.string(),
  version: z.string(),
  build: z.string(),
  /** What it trains, and how many chains it has finished. */
  trains: z.array(z.string()),
  finished: z.number(),
});
/** What a worker says of itself every few seconds, from its joining on. */
export type WorkerNews = z.output<typeof newsSchema>;

/** Interval at which a worker says that it is there, ms. */
export const newsEvery = 2000;
/** Time after which a worker that says nothing counts as gone, s. */
const goneAfter = 8;
const refusalsKeptFor = 86_400;

/** The ids of all workers, among them some that are gone. */
const workersKey = 'rnn-infoflow:workers';
const newsKey = (id: string): string => `rnn-infoflow:worker:${id}`;
const refusalsKey = (job: string): string => `rnn-infoflow:refusals:${job}`;

/** What workers and sweeps say to each other beside the queue. */
export class Fleet {
  constructor(private readonly redis: Redis) {}

  async announce(news: WorkerNews): Promise<void> {
    await this.redis.set(newsKey(news.id), JSON.stringify(news), 'EX', goneAfter);
    await this.redis.sadd(workersKey, news.id);
  }

  async leave(id: string): Promise<void> {
    await this.redis.del(newsKey(id));
    await this.redis.srem(workersKey, id);
  }

  /** The workers that are there, of whatever build. */
  async workers(): Promise<WorkerNews[]> {
    const ids = await this.redis.smembers(workersKey);
    if (ids.length === 0) return [];
    const texts = await this.redis.mget(...ids.map(newsKey));
    // One that was only late names itself again with its next news.
    const gone = ids.filter((_, i) => texts[i] === null);
    if (gone.length > 0) await this.redis.srem(workersKey, ...gone);
    return texts.flatMap((text) => parsed(newsSchema, text));
  }

  /** Keeps why a worker handed a job back. */
  async refuse(job: string, worker: string, refusal: Refusal): Promise<void> {
    await this.redis.hset(refusalsKey(job), worker, JSON.stringify(refusal));
    await this.redis.expire(refusalsKey(job), refusalsKeptFor);
  }

  /** Whether this worker has handed the job back before. */
  async hasRefused(job: string, worker: string): Promise<boolean> {
    return (await this.redis.hexists(refusalsKey(job), worker)) === 1;
  }

  /** Why workers handed a job back, by their ids. */
  async refusals(job: string): Promise<Map<string, Refusal>> {
    const all = Object.entries(await this.redis.hgetall(refusalsKey(job)));
    return new Map(all.flatMap(([worker, text]) => parsed(failureSchema, text).map((refusal) => [worker, refusal])));
  }

  async forgetRefusals(job: string): Promise<void> {
    await this.redis.del(refusalsKey(job));
  }
}

/** The value of a text of Redis, or none where it is damaged. */
function parsed<T>(schema: z.ZodType<T>, text: string | null): T[] {
  try {
    const { data } = schema.safeParse(JSON.parse(text ?? 'null'));
    return data === undefined ? [] : [data];
  } catch {
    return [];
  }
}
