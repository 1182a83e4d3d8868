import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import type { ResultDelta } from '../../../src/result/delta';
import type { AnalysisResult } from '../../../src/result/result';
import { forkedEngines } from '../../../src/engine/process/engineProcess';
import { EngineSupervisor, type RunOutcome, type SupervisorOptions } from '../../../src/engine/process/supervisor';
import { bundleFixture } from './fixtures/bundle';

const enginePath = await bundleFixture('scriptedEngine');
const supervisors: EngineSupervisor[] = [];
afterEach(() => {
  for (const supervisor of supervisors.splice(0)) supervisor.dispose();
});

function make(options: Partial<SupervisorOptions> = {}): EngineSupervisor {
  const supervisor = new EngineSupervisor({ startEngine: forkedEngines(enginePath), log: () => undefined, ...options });
  supervisors.push(supervisor);
  return supervisor;
}

function begin(supervisor: EngineSupervisor, configText: string) {
  const deltas: ResultDelta[] = [];
  const fractions: number[] = [];
  const result = deferred<AnalysisResult>();
  const outcome: Promise<RunOutcome> = supervisor.analyze(
    { configPath: '/x.rnn.json', configText, backend: 'auto' },
    { started: (r) => result.resolve(r), delta: (d) => deltas.push(d), progress: (p) => fractions.push(p.fraction) },
  );
  return { deltas, fractions, started: result.promise, outcome };
}

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve: (value: T) => resolve(value) };
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
const containing = (text: string): unknown => expect.stringContaining(text);
const anyString: unknown = expect.any(String);
const isGone = (pid: number) =>
  vi.waitFor(() => {
    expect(exists(pid)).toBe(false);
  }, 5000);

test('every delta arrives once and in order, in fewer messages than there were deltas', async () => {
  const run = begin(make(), 'deltas 500');
  expect(await run.outcome).toEqual({ type: 'done' });
  expect(run.deltas.flatMap((delta) => (delta.warnings ?? []).flatMap(({ args }) => args))).toEqual(
    Array.from({ length: 500 }, (_, i) => String(i)),
  );
  expect(run.deltas.flatMap((delta) => delta.training ?? []).map(({ epoch }) => epoch)).toEqual(
    Array.from({ length: 500 }, (_, i) => i),
  );
  expect(run.deltas.length).toBeLessThan(100);
  expect(run.fractions.at(-1)).toBe(499 / 500);
});

test('one process serves run after run', async () => {
  const supervisor = make();
  const first = begin(supervisor, 'deltas 1');
  await first.outcome;
  const second = begin(supervisor, 'deltas 1');
  expect((await second.started).warnings).toEqual((await first.started).warnings);
  await second.outcome;
});

test('cancelling stops the run and leaves no process', async () => {
  const supervisor = make();
  const run = begin(supervisor, 'wait');
  await run.started;
  const pid = supervisor.pid!;
  expect(exists(pid)).toBe(true);
  supervisor.cancel();
  expect(await run.outcome).toEqual({ type: 'cancelled' });
  await isGone(pid);
  expect(await begin(supervisor, 'deltas 1').outcome).toEqual({ type: 'done' });
});

test('an engine that does not hear the cancel is ended', async () => {
  const supervisor = make({ cancelGrace: 200 });
  const run = begin(supervisor, 'hang');
  await run.started;
  const pid = supervisor.pid!;
  supervisor.cancel();
  expect(await run.outcome).toEqual({ type: 'cancelled' });
  await isGone(pid);
});

test('a new run cancels the last, and of several that wait the last one runs', async () => {
  const supervisor = make();
  const first = begin(supervisor, 'wait');
  await first.started;
  const second = begin(supervisor, 'deltas 3');
  const third = begin(supervisor, 'deltas 4');
  expect(await first.outcome).toEqual({ type: 'cancelled' });
  expect(await second.outcome).toEqual({ type: 'cancelled' });
  expect(await third.outcome).toEqual({ type: 'done' });
  expect(second.deltas).toEqual([]);
  expect(third.deltas.flatMap((delta) => delta.warnings)).toHaveLength(4);
});

test('a crash is a failure with what to do, and the next run starts a new process', async () => {
  const supervisor = make();
  const crashed = await begin(supervisor, 'crash').outcome;
  expect(crashed).toMatchObject({ type: 'failed', failure: { kind: 'work', message: containing('Analyze again') } });
  expect(await begin(supervisor, 'deltas 1').outcome).toEqual({ type: 'done' });
});

test('a process killed from outside is a failure, not a hang', async () => {
  const supervisor = make();
  const run = begin(supervisor, 'wait');
  await run.started;
  process.kill(supervisor.pid!, 'SIGKILL');
  expect(await run.outcome).toMatchObject({ type: 'failed', failure: { message: containing('killed') } });
});

test('an engine that died between two runs costs neither', async () => {
  const supervisor = make();
  expect(await begin(supervisor, 'deltas 1').outcome).toEqual({ type: 'done' });
  const pid = supervisor.pid!;
  process.kill(pid, 'SIGKILL');
  // Its end is not known yet.
  expect(supervisor.pid).toBe(pid);
  expect(await begin(supervisor, 'deltas 1').outcome).toEqual({ type: 'done' });
  expect(supervisor.pid).not.toBe(pid);
  // An engine that dies of a run is not tried again with it.
  expect(await begin(supervisor, 'crash').outcome).toMatchObject({ type: 'failed' });
});

test('running out of memory says so', async () => {
  expect(await begin(make(), 'memory').outcome).toMatchObject({
    type: 'failed',
    failure: { message: containing('out of memory') },
  });
});

test('a hung engine is ended and reported', async () => {
  const supervisor = make({ hangAfter: 1500 });
  const run = begin(supervisor, 'hang');
  await run.started;
  const pid = supervisor.pid!;
  expect(await run.outcome).toMatchObject({ type: 'failed', failure: { message: containing('did not answer') } });
  await isGone(pid);
});

test('a long run that breathes is not taken for a hung one', async () => {
  const supervisor = make({ hangAfter: 1800 });
  const run = begin(supervisor, 'wait');
  await run.started;
  expect(await Promise.race([run.outcome, sleep(2600, 'still running')])).toBe('still running');
});

test('wrong input keeps its place', async () => {
  expect(await begin(make(), 'wrong').outcome).toEqual({
    type: 'failed',
    failure: {
      kind: 'input',
      sentence: { message: 'The data file is missing.', args: [] },
      message: 'The data file is missing.',
      file: '/data.csv',
      position: { line: 3, column: 7 },
      stack: anyString,
    },
  });
});

test('a missing engine is a failure', async () => {
  expect(await begin(make({ startEngine: forkedEngines('/nowhere/engine.js') }), 'wait').outcome).toMatchObject({
    type: 'failed',
  });
});

test('disposing ends a hung process too', async () => {
  const supervisor = make();
  const run = begin(supervisor, 'hang');
  await run.started;
  const pid = supervisor.pid!;
  supervisor.dispose();
  expect(await run.outcome).toEqual({ type: 'cancelled' });
  await isGone(pid);
});

test('an idle engine is let go', async () => {
  const supervisor = make({ idleAfter: 50 });
  const run = begin(supervisor, 'deltas 1');
  await run.started;
  const pid = supervisor.pid!;
  await run.outcome;
  await isGone(pid);
});
