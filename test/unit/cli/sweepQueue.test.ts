import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Fleet } from '../../../src/engine/sweep/fleet';
import { FleetWatch } from '../../../src/engine/sweep/fleetWatch';
import { sweepQueueName } from '../../../src/engine/sweep/sweepJob';
import { rnnInfoflow, startRnnInfoflow, type Running } from './command';
import { freePort, startRedis, type RedisServer } from './redisServer';
import { grid, sweepConfig, swept } from './sweepConfig';

let folder: string;
let config: string;
let redis: RedisServer;
let queue: Queue;
let running: Running[] = [];

beforeAll(async () => {
  redis = await startRedis();
  queue = new Queue(sweepQueueName, { connection: { url: redis.url, maxRetriesPerRequest: null } });
  folder = await mkdtemp(join(tmpdir(), 'rnn-infoflow-queue-'));
  config = join(folder, 'sweep.rnn.json');
  await writeFile(config, JSON.stringify(sweepConfig));
});

afterEach(async () => {
  for (const { killGroup } of running) killGroup();
  await Promise.all(running.map(({ done }) => done));
  running = [];
});

afterAll(async () => {
  await queue.close();
  await redis.stop();
  await rm(folder, { recursive: true, force: true });
});

const sweep = (...more: string[]) => ['sweep', config, '--beta', grid, '--json', '--backend', 'wasm', ...more];

function start(args: readonly string[], cwd?: string): Running {
  const started = startRnnInfoflow(args, {
    env: { XDG_CACHE_HOME: join(folder, `cache-${running.length}`) },
    ...(cwd !== undefined && { cwd }),
  });
  running.push(started);
  return started;
}

/** One machine's worker: a process at a time, a cache of its own. */
async function startWorker(...more: string[]): Promise<Running> {
  const worker = start(['worker', '--redis', redis.url, '--processes', '1', ...more]);
  await worker.said(/Waiting for sweeps/);
  return worker;
}

it('loses a worker in the middle and nothing else: the document is that of this machine alone', async () => {
  const here = swept(await rnnInfoflow(sweep('--no-cache')));
  const workers = [await startWorker(), await startWorker()];
  const sweeping = start(sweep('--redis', redis.url));
  // Both have a chain: the one that is killed had begun on its own.
  await Promise.all(workers.map((worker) => worker.said(/Started/)));
  await sweeping.said(/% sweep/);
  workers[0].killGroup();
  // The other finishes its own chain and then takes the lost one, from its start.
  await workers[1].said(/Started[^]*Finished[^]*Started[^]*Finished/);
  const queued = swept(await sweeping.done);
  expect(queued.betas).toHaveLength(6);
  expect(queued.curves).toBe(here.curves);
  expect(queued.parts).toEqual({ total: 6, reused: 0 });
  expect(await queue.getJobCounts('completed', 'failed', 'active', 'waiting')).toEqual({
    completed: 2,
    failed: 0,
    active: 0,
    waiting: 0,
  });

  // A second run finds the chains in the cache, with no worker left to train them.
  workers[1].killGroup();
  const again = swept(
    await rnnInfoflow(sweep('--redis', redis.url), { env: { XDG_CACHE_HOME: join(folder, 'elsewhere') } }),
  );
  expect(again.curves).toBe(here.curves);
  expect(again.parts).toEqual({ total: 6, reused: 6 });
});

it('takes its chains off the queue when it is cancelled, and stops the worker that has one', async () => {
  await queue.obliterate({ force: true });
  const worker = await startWorker();
  // Its chains last for many seconds: the worker must not be done with one before it hears of the cancel.
  const lasting = join(folder, 'lasting.rnn.json');
  await writeFile(lasting, JSON.stringify({ ...sweepConfig, training: { ...sweepConfig.training, epochs: 250 } }));
  const sweeping = start([
    'sweep',
    lasting,
    '--beta',
    grid,
    '--json',
    '--backend',
    'wasm',
    '--redis',
    redis.url,
    '--no-cache',
  ]);
  await worker.said(/Started/);
  sweeping.child.kill('SIGINT');
  expect((await sweeping.done).status).toBe(130);
  await worker.said(/Cancelled/);
  await expect
    .poll(() => queue.getJobCountByTypes('completed', 'failed', 'active', 'waiting', 'delayed'), { timeout: 10_000 })
    .toBe(0);
});

it('says so where no worker is there, and goes on when one comes', async () => {
  await queue.obliterate({ force: true });
  const sweeping = start(sweep('--redis', redis.url, '--no-cache'));
  await sweeping.said(/No worker is there to train: start "rnn-infoflow worker --redis redis:\/\/127/);
  await startWorker();
  expect(swept(await sweeping.done).betas).toHaveLength(6);
});

const rows = (step: number) =>
  `sequence,x,y\n${Array.from({ length: 256 }, (_, i) => `${i >> 1},${i * step},${(i >> 1) & 1}`).join('\n')}\n`;

/** Reads a file of such rows. */
const filesConfig = {
  data: { task: 'file', path: 'data.csv', target: 'y' },
  training: { epochs: 1 },
  model: {
    layers: [
      { type: 'gru', name: 'state', units: 2 },
      { type: 'bottleneck', name: 'z', units: 1 },
      { type: 'dense', name: 'out', units: 2, activation: 'softmax' },
    ],
  },
};

it('brings the files of a config to a worker that has none, or others', async () => {
  await queue.obliterate({ force: true });
  const mine = join(folder, 'mine');
  const theirs = join(folder, 'theirs');
  await Promise.all([mkdir(mine), mkdir(theirs)]);
  await writeFile(join(mine, 'data.csv'), rows(0.5));
  const path = join(mine, 'files.rnn.json');
  await writeFile(path, JSON.stringify(filesConfig));
  const args = ['sweep', path, '--beta', '2:4:2', '--json', '--no-cache', '--backend', 'wasm'];
  const here = swept(await rnnInfoflow(args));
  const worker = await startWorker('--data', theirs);
  expect(swept(await rnnInfoflow([...args, '--redis', redis.url])).curves).toBe(here.curves);
  // A file of the same name in the worker's own folder, with other content, is not taken for it.
  await writeFile(join(theirs, 'data.csv'), rows(0.25));
  expect(swept(await rnnInfoflow([...args, '--redis', redis.url])).curves).toBe(here.curves);
  worker.killGroup();
});

it('hands a chain back whose files it cannot keep, with the reason', async () => {
  await queue.obliterate({ force: true });
  const mine = join(folder, 'sent');
  const cache = join(folder, 'full');
  await Promise.all([mkdir(mine), mkdir(join(cache, 'rnn-information-flow'), { recursive: true })]);
  // No folder can be made where a file is, as on a full disk.
  await writeFile(join(cache, 'rnn-information-flow', 'fleet'), '');
  await writeFile(join(mine, 'data.csv'), rows(0.5));
  const path = join(mine, 'kept.rnn.json');
  await writeFile(path, JSON.stringify(filesConfig));
  const worker = startRnnInfoflow(['worker', '--redis', redis.url, '--processes', '1', '--data', cache], {
    env: { XDG_CACHE_HOME: cache },
  });
  running.push(worker);
  await worker.said(/Waiting for sweeps/);
  start(['sweep', path, '--beta', '2:4:2', '--no-cache', '--backend', 'wasm', '--redis', redis.url]);
  await worker.said(/Handed back kept\.rnn\.json, beta .*: The worker on .* cannot keep the config's files \(E\w+: /);
});

it('hands a chain back that it cannot train, with the reason, and says so to the sweep', async () => {
  await queue.obliterate({ force: true });
  const worker = await startWorker();
  const job = {
    configName: 'x.rnn.json',
    configText: JSON.stringify(sweepConfig),
    files: [],
    build: 'another',
    version: '0.0.1',
    work: { betas: [2] },
    conditions: { backend: 'wasm', datasetKey: 'x' },
  };
  const { id = '' } = await queue.add('chain', job, { jobId: 'chain-of-another-build' });
  await worker.said(/Handed back x\.rnn\.json, beta 2\.00: .* runs another build/);
  const redisOf = new Redis(redis.url);
  try {
    const fleet = new Fleet(redisOf);
    await expect.poll(async () => (await fleet.refusals(id)).size).toBe(1);
    // Those that were killed before are there until they have said nothing for some seconds.
    await expect.poll(async () => (await fleet.workers()).length, { timeout: 20_000 }).toBe(1);
    // It waits for a worker that can: neither failed nor lost.
    await expect.poll(async () => queue.getJobCountByTypes('delayed', 'waiting', 'active')).toBe(1);
    expect(await queue.getJobCountByTypes('failed', 'completed')).toBe(0);
    const said: string[] = [];
    const watch = new FleetWatch(fleet, { url: redis.url, notice: (text) => said.push(text) });
    const refused = await watch.look([id]);
    expect(refused?.job).toBe(id);
    expect(said.join('\n')).toMatch(/runs another build .* Its chain goes to another\./);
  } finally {
    redisOf.disconnect();
  }
});

it('takes the password from the environment', async () => {
  const secured = await startRedis('--requirepass', 'a secret');
  try {
    const refused = await rnnInfoflow(['worker', '--redis', secured.url]);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('RNN_INFOFLOW_REDIS_PASSWORD');
    const worker = startRnnInfoflow(['worker', '--redis', secured.url], {
      env: { RNN_INFOFLOW_REDIS_PASSWORD: 'a secret', XDG_CACHE_HOME: folder },
    });
    running.push(worker);
    await worker.said(/Waiting for sweeps/);
  } finally {
    await secured.stop();
  }
});

it('says what is wrong with an address', async () => {
  const silent = `redis://:secret@127.0.0.1:${await freePort()}`;
  const unanswered = await rnnInfoflow(['worker', '--redis', silent]);
  expect(unanswered.status).toBe(1);
  expect(unanswered.stderr).toMatch(
    /^No Redis answers at redis:\/\/127\.0\.0\.1:\d+ \(.*ECONNREFUSED.*\): start one there, or correct --redis\.\n$/,
  );
  const wrong = await rnnInfoflow(sweep('--redis', 'localhost'));
  expect(wrong.status).toBe(2);
  expect(wrong.stderr).toContain('is not an address of a Redis');
});
