import { build } from 'esbuild';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyDelta } from '../../../src/result/delta';
import type { AnalysisResult } from '../../../src/result/result';
import { forkedEngines } from '../../../src/engine/process/engineProcess';
import { EngineSupervisor, type RunOutcome } from '../../../src/engine/process/supervisor';

const root = join(__dirname, '../../..');
/** Inside the repository, so that files that are not bundled (WebAssembly) are found in their packages. */
const folder = join(root, 'dist/test-engine');
let cacheFolder = '';
let supervisor: EngineSupervisor;

beforeAll(async () => {
  cacheFolder = await mkdtemp(join(tmpdir(), 'rnn-engine-cache-'));
  await build({
    absWorkingDir: root,
    entryPoints: {
      engine: 'src/engine/process/engine.ts',
      estimationWorker: 'src/engine/estimation/estimationWorker.ts',
    },
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['bullmq', 'ioredis'],
    logLevel: 'error',
  });
  supervisor = new EngineSupervisor({ startEngine: forkedEngines(join(folder, 'engine.js')), log: () => undefined });
});

afterAll(async () => {
  supervisor.dispose();
  await rm(cacheFolder, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});

const output = '{ "type": "dense", "name": "out", "units": 2, "activation": "softmax" }';
const config = (estimator: string, comment = '') => `{ ${comment}
  "data": { "task": "delayedCopy", "symbols": 2, "length": 5, "delay": 1, "samples": 64 },
  "model": { "layers": [{ "type": "gru", "name": "memory", "units": 4 }, ${output}] },
  "training": { "epochs": 1 }, "analysis": { "snapshots": 1, "samples": 40, "estimator": "${estimator}" }
}`;

async function analyze(configText: string): Promise<{ outcome: RunOutcome; result: AnalysisResult | undefined }> {
  let result: AnalysisResult | undefined;
  const outcome = await supervisor.analyze(
    { configPath: join(root, 'x.rnn.json'), configText, backend: 'wasm', cacheFolder },
    {
      started: (document) => {
        result = document;
      },
      progress: () => undefined,
      delta: (delta) => {
        if (result) applyDelta(result, delta);
      },
    },
  );
  return { outcome, result };
}

test('the real engine analyses a config, and anew only what an edit changed', async () => {
  const reused = (result: AnalysisResult | undefined) =>
    Object.fromEntries(result?.stages.map((stage) => [stage.name, stage.reused]) ?? []);
  const first = await analyze(config('gaussianCopula'));
  expect(first.outcome).toEqual({ type: 'done' });
  expect(first.result?.environment.backend).toBe('wasm');
  expect(first.result?.estimates.length).toBeGreaterThan(5);
  expect(reused(first.result).training).toBe(false);
  const comment = await analyze(config('gaussianCopula', '// the same'));
  expect(comment.outcome).toEqual({ type: 'done' });
  expect(reused(comment.result)).toMatchObject({ dataset: true, training: true, estimates: true });
  expect(comment.result?.estimates).toEqual(first.result?.estimates);
  const other = await analyze(config('ksg1'));
  expect(reused(other.result)).toMatchObject({ dataset: true, training: true, estimates: false });
});

test('a wrong config is a failure of the input with its place', async () => {
  const { outcome } = await analyze(config('guess'));
  expect(outcome).toMatchObject({ type: 'failed', failure: { kind: 'input', position: { line: 4 } } });
});
