import { inEnglish } from '../../../src/base/sentence';
import { afterEach, expect, test } from 'vitest';
import { CancelledError } from '../../../src/base/cancellation';
import { UserError } from '../../../src/base/userError';
import { EstimationPool } from '../../../src/engine/estimation/estimationPool';
import type { EstimationJob } from '../../../src/information/job/job';
import type { Variable } from '../../../src/information/types/variable';
import { Random } from '../../../src/base/random';
import { weightedSource } from '../../../src/data/tasks/symbolSource';
import { kernelSteps } from '../../../src/information/estimators/known/beginnings/kernelSteps';
import { sharedInformation } from '../../../src/information/estimators/known/beginnings/sharedInformation';
import type { RunEndings } from '../../../src/information/estimators/known/beginnings/endingSums';
import { bundleFixture } from './fixtures/bundle';

const workerPath = await bundleFixture('scriptedWorker');
const pools: EstimationPool[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.dispose()));
});

function make(threads: number): EstimationPool {
  const pool = new EstimationPool({ workerPath, threads });
  pools.push(pool);
  return pool;
}

function variable(name: string, value = 0, dimensions = 1): Variable {
  return { name, kind: 'continuous', values: Float64Array.of(value, value), samples: 2, dimensions };
}

function chain(names: readonly string[]): EstimationJob {
  return {
    variables: names.map((name, index) => variable(name, index)),
    pairs: names.slice(1).map((_, index) => ({ x: index, y: index + 1 })),
    options: { estimator: 'ksg1', seed: 1 },
  };
}

test.each([1, 2, 3])('outcomes come in the order of the pairs on %i threads', async (threads) => {
  const outcomes = await make(threads).run(chain(Array.from({ length: 41 }, (_, i) => `v${i}`)));
  expect(outcomes).toHaveLength(40);
  outcomes.forEach((outcome, i) => {
    expect('error' in outcome && inEnglish(outcome.error).split(' in ')[0]).toBe(
      `v${i}=${2 * i} v${i + 1}=${2 * i + 2}`,
    );
  });
  const used = new Set(outcomes.map((outcome) => 'error' in outcome && inEnglish(outcome.error).split(' in ')[1]));
  expect(used.size).toBe(threads);
});

test('a job that asks for one thread stays whole', async () => {
  const outcomes = await make(3).run({ ...chain(Array.from({ length: 41 }, (_, i) => `v${i}`)), threads: 1 });
  const used = new Set(outcomes.map((outcome) => 'error' in outcome && inEnglish(outcome.error).split(' in ')[1]));
  expect(used.size).toBe(1);
});

test('several jobs at once share the threads', async () => {
  const pool = make(2);
  const jobs = await Promise.all(
    [1, 2, 3, 4, 5].map((n) => pool.run(chain(['a', 'b', 'c', 'd'].slice(0, 1 + (n % 3))))),
  );
  expect(jobs.map((outcomes) => outcomes.length)).toEqual([1, 2, 0, 1, 2]);
});

test.each(['slow', 'stubborn'])(
  'a cancelled job with a %s pair rejects at once, and the pool goes on',
  async (name) => {
    const pool = make(2);
    const controller = new AbortController();
    const job = pool.run(chain([name, 'b', 'c', 'd']), controller.signal);
    setTimeout(() => controller.abort(), 50);
    await expect(job).rejects.toThrow(CancelledError);
    expect(await pool.run(chain(['a', 'b', 'c', 'd']))).toHaveLength(3);
  },
);

test('a job that was cancelled before it began is not begun', async () => {
  await expect(make(1).run(chain(['a', 'b']), AbortSignal.abort())).rejects.toThrow(CancelledError);
});

test('a failure keeps its kind, and the pool goes on', async () => {
  const pool = make(2);
  await expect(pool.run(chain(['wrong', 'b', 'c']))).rejects.toThrow(UserError);
  expect(await pool.run(chain(['a', 'b', 'c']))).toHaveLength(2);
});

test('a thread that ends is a failure, and another takes its place', async () => {
  const pool = make(1);
  await expect(pool.run(chain(['crash', 'b']))).rejects.toThrow('code 3');
  expect(await pool.run(chain(['a', 'b']))).toHaveLength(1);
});

test('sums over histories are the same to the last bit here and on any number of threads', async () => {
  const random = new Random(4);
  const numbers = (count: number): Float32Array => Float32Array.from({ length: count }, () => 0.7 * random.normal());
  const recurrence = { type: 'tanh', units: 5, ofSymbol: numbers(10), ofState: numbers(25) } as const;
  const shared = (run?: RunEndings) =>
    sharedInformation(
      (kernel, most) => kernelSteps(recurrence, kernel, most),
      weightedSource([0.6, 0.4], 8),
      1.5,
      { budget: 3e8, ...(run && { run }) },
      new Random(3),
    );
  const here = await shared();
  expect(here).toBeDefined();
  for (const threads of [1, 3]) {
    const pool = make(threads);
    expect(await shared((parts) => Promise.all(parts.map((part) => pool.sumEndings({ recurrence, part }))))).toEqual(
      here,
    );
  }
  const cancelled = shared((parts) =>
    Promise.all(parts.map((part) => make(1).sumEndings({ recurrence, part }, AbortSignal.abort()))),
  );
  await expect(cancelled).rejects.toThrow(CancelledError);
});
