import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { SyncController } from '../../../src/engine/process/syncController';

test('many requests are one run, of the last argument', async () => {
  const ran: number[] = [];
  const sync = new SyncController<number>({
    delay: 20,
    run: (n) => {
      ran.push(n);
      return Promise.resolve();
    },
    onError: () => undefined,
  });
  for (let n = 1; n <= 10; n++) sync.request(n);
  await sleep(80);
  expect(ran).toEqual([10]);
});

test('a request during a run stops it, and runs after it', async () => {
  const log: string[] = [];
  const sync = new SyncController<string>({
    delay: 5,
    run: async (name, signal) => {
      log.push(`${name} begins`);
      while (name === 'first' && !signal.aborted) await sleep(2);
      log.push(`${name} ends`);
    },
    onError: () => undefined,
  });
  sync.request('first');
  await sleep(30);
  sync.request('second');
  sync.request('third');
  await sleep(60);
  expect(log).toEqual(['first begins', 'first ends', 'third begins', 'third ends']);
});

test('a failure is reported, and the next request runs', async () => {
  const errors: unknown[] = [];
  const ran: number[] = [];
  const sync = new SyncController<number>({
    delay: 1,
    run: (n) => {
      ran.push(n);
      return n === 1 ? Promise.reject(new Error('no')) : Promise.resolve();
    },
    onError: (error) => errors.push(error),
  });
  sync.request(1);
  await sleep(20);
  sync.request(2);
  await sleep(20);
  expect(ran).toEqual([1, 2]);
  expect(errors).toEqual([new Error('no')]);
});

test('nothing runs after dispose', async () => {
  const ran: number[] = [];
  const sync = new SyncController<number>({
    delay: 5,
    run: (n) => {
      ran.push(n);
      return Promise.resolve();
    },
    onError: () => undefined,
  });
  sync.request(1);
  sync.dispose();
  sync.request(2);
  await sleep(30);
  expect(ran).toEqual([]);
});
