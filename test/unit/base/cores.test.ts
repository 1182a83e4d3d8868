import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CancelledError } from '../../../src/base/cancellation';
import { Cores } from '../../../src/base/cores';

/** What ran when, by the fake clock. */
interface Ran {
  readonly from: number;
  readonly to: number;
}

const sleep = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time));

/** Parts of estimates that are all asked for at once. */
async function estimate(cores: Cores, parts: readonly number[]): Promise<Ran[]> {
  return Promise.all(
    parts.map(async (time) => {
      const giveBack = await cores.take();
      const from = Date.now();
      await sleep(time);
      giveBack();
      return { from, to: Date.now() };
    }),
  );
}

async function train(cores: Cores, count: number, time: number): Promise<Ran> {
  const release = cores.hold(count);
  const from = Date.now();
  await sleep(time);
  release();
  return { from, to: Date.now() };
}

const endOf = (ran: readonly Ran[]): number => Math.max(...ran.map(({ to }) => to));
/** How many run at a time. */
const atOnce = (ran: readonly Ran[], time: number): number =>
  ran.filter(({ from, to }) => from <= time && time < to).length;

beforeEach(() => vi.useFakeTimers({ now: 0 }));
afterEach(() => vi.useRealTimers());

async function clocked<T>(work: Promise<T>): Promise<T> {
  await vi.runAllTimersAsync();
  return work;
}

describe('cores', () => {
  it('belong to training that runs on all of them; estimates begin when it ends', async () => {
    const cores = new Cores(2);
    const [training, estimates] = await clocked(
      Promise.all([train(cores, Infinity, 100), estimate(cores, [10, 10, 10, 10, 10])]),
    );
    expect(training).toEqual({ from: 0, to: 100 });
    expect(estimates.every(({ from }) => from >= 100)).toBe(true);
    expect(endOf(estimates)).toBe(130);
  });

  it('that training leaves are filled by estimates meanwhile', async () => {
    const cores = new Cores(3);
    const [, estimates] = await clocked(Promise.all([train(cores, 1, 50), estimate(cores, Array(14).fill(10))]));
    for (let time = 0; time < 50; time++) expect(atOnce(estimates, time)).toBe(2);
    // Ten parts on two cores beside training, and four on three cores after it.
    expect(endOf(estimates)).toBe(70);
  });

  it.each([1, 2, 4, 8])(
    'let a run on %i of them end no later than training and then estimates, but for a part',
    async (total) => {
      for (const threads of [1, 2, Infinity]) {
        const cores = new Cores(total);
        const parts = Array.from({ length: 23 }, (_, i) => 1 + ((7 * i) % 11));
        const began = Date.now();
        const [training, estimates] = await clocked(Promise.all([train(cores, threads, 40), estimate(cores, parts)]));
        expect(training.to - began).toBe(40);
        const alone = parts.reduce((sum, time) => sum + time, 0) / total;
        expect(endOf(estimates) - began).toBeLessThanOrEqual(40 + alone + Math.max(...parts));
      }
    },
  );

  it('never interrupt a part that has begun, and give none out until it is free', async () => {
    const cores = new Cores(1);
    const first = estimate(cores, [30]);
    await vi.advanceTimersByTimeAsync(10);
    const [training, [before], later] = await clocked(Promise.all([train(cores, 1, 50), first, estimate(cores, [10])]));
    expect(before).toEqual({ from: 0, to: 30 });
    expect(training).toEqual({ from: 10, to: 60 });
    expect(later).toEqual([{ from: 60, to: 70 }]);
  });

  it('say when training leaves one, without taking it', async () => {
    const cores = new Cores(2);
    let told = -1;
    const waiting = cores.idle().then(() => (told = Date.now()));
    await vi.advanceTimersByTimeAsync(0);
    expect(told).toBe(0);
    await waiting;
    const second = train(cores, 2, 20);
    const again = cores.idle().then(() => (told = Date.now()));
    expect(cores.areHeld).toBe(true);
    await clocked(Promise.all([second, again]));
    expect(told).toBe(20);
    expect(cores.areHeld).toBe(false);
  });

  it('are held by several trainings together', async () => {
    const cores = new Cores(4);
    const [, , estimates] = await clocked(
      Promise.all([train(cores, 2, 20), train(cores, 2, 40), estimate(cores, [5])]),
    );
    expect(estimates).toEqual([{ from: 20, to: 25 }]);
  });

  it('are not waited for after cancelling', async () => {
    const cores = new Cores(1);
    const release = cores.hold(1);
    const controller = new AbortController();
    const waiting = [cores.take(controller.signal), cores.idle(controller.signal)];
    const outcomes = Promise.allSettled(waiting);
    controller.abort();
    for (const outcome of await outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(CancelledError) as unknown });
    expect(cores.areWanted).toBe(false);
    await expect(cores.take(controller.signal)).rejects.toThrow(CancelledError);
    release();
    const giveBack = await cores.take();
    giveBack();
    // A core that is given back twice is one core.
    giveBack();
    const one = await cores.take();
    expect(await Promise.race([cores.take().then(() => 'taken'), sleepNow()])).toBe('waits');
    one();
  });
});

const sleepNow = (): Promise<string> => Promise.resolve().then(() => Promise.resolve('waits'));

it('lets hundreds of parts wait for one signal, which has one listener, and cancels them all', async () => {
  const cores = new Cores(1);
  const giveBack = await cores.take();
  const controller = new AbortController();
  const parts = Array.from({ length: 300 }, () => cores.take(controller.signal));
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
  controller.abort();
  const ended = await Promise.allSettled(parts);
  expect(ended.every((part) => part.status === 'rejected' && part.reason instanceof CancelledError)).toBe(true);
  giveBack();
  // None of them holds the core.
  (await cores.take())();
});
