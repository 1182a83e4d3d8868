import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { FolderCache } from '../../../../src/analysis/cache/cache';
import { runAnalysis } from '../../../../src/analysis/run/runAnalysis';
import { CancelledError } from '../../../../src/base/cancellation';
import { runEstimationJob } from '../../../../src/information/runJob';
import { chooseRecurrentKernel } from '../../../../src/models/kernels/chooseRecurrentKernel';
import type { AnalysisResult } from '../../../../src/result/result';
import { selectBackend } from '../../../../src/runtime/selectBackend';

const folder = await mkdtemp(join(tmpdir(), 'resumed-'));
afterAll(() => rm(folder, { recursive: true }));

const dropout = { type: 'dropout', name: 'dropout', rate: 0.2 };
const head = { type: 'dense', name: 'out', units: 2, activation: 'softmax' };
const symbols = {
  data: { task: 'parity', length: 3, samples: 64, corrupt: { by: 'substitute', levels: [0.2] } },
  model: { layers: [{ type: 'simpleRNN', name: 'h', units: 3 }, dropout, head] },
  robustness: { seeds: 2 },
  uncertainty: { samples: 3, seeds: 2 },
};
const values = {
  data: { task: 'gaussianNoise', length: 2, samples: 64, corrupt: { by: 'noise', training: 1 } },
  model: {
    layers: [
      { type: 'simpleRNN', name: 'h', units: 2, returnSequences: true },
      { type: 'dense', name: 'out', units: 1, head: { target: 'clean' } },
    ],
  },
  enhance: { seeds: 2 },
};
const answers = {
  data: { task: 'parity', length: 3, samples: 64 },
  model: { layers: [{ type: 'simpleRNN', name: 'h', units: 3 }, head] },
  attribution: { sequences: 4, seeds: 2 },
};
const chosen = {
  data: { task: 'parity', length: 3, samples: 64 },
  model: { layers: [{ type: 'simpleRNN', name: 'h', units: 3, bottleneck: { beta: 5 } }, head] },
  sweep: { beta: { from: 1, to: 10, steps: 2 }, select: 'heldOut', dropout: [0.2], seeds: 1 },
};

const lines = Array.from({ length: 24 }, (_, i) => `uno ${i % 5} dos ${i}\tum ${i % 5} dois ${i}`);
await writeFile(join(folder, 'pairs.tsv'), ['es\tpt', ...lines].join('\n'));
const pairs = {
  data: {
    ...{ task: 'pairs', path: 'pairs.tsv', source: 'es', target: 'pt', length: 4, alphabet: 8 },
    corrupt: { by: 'drop', levels: [0.2] },
  },
  model: {
    layers: [
      { type: 'simpleRNN', name: 'h', units: 3 },
      { ...head, units: 8 },
    ],
  },
  translation: { seeds: 2 },
};

function analysis(config: object, cancelAt?: number): Promise<AnalysisResult> {
  const controller = new AbortController();
  let trials = 0;
  const own = {
    training: { epochs: 2, batchSize: 16 },
    analysis: { samples: 16, snapshots: 1, quantities: ['entropy'], budget: 0 },
  };
  return runAnalysis(
    { configPath: join(folder, 'any.rnn.json'), configText: JSON.stringify({ ...own, ...config }) },
    {
      startBackend: async () => {
        const selected = await selectBackend('cpu');
        return { ...selected, kernel: await chooseRecurrentKernel(selected.backend) };
      },
      runJob: runEstimationJob,
      cache: new FolderCache(join(folder, 'cache')),
    },
    {
      started: () => undefined,
      progress: ({ stage }) => stage === 'studies' && ++trials === cancelAt && controller.abort(),
      delta: () => undefined,
    },
    controller.signal,
  );
}

const stage = (result: AnalysisResult) => result.stages.find(({ name }) => name === 'studies');

it.each([
  ['robustness and uncertainty', symbols, 3, 4],
  ['enhance', values, 1, 2],
  ['attribution', answers, 1, 2],
  ['a sweep that chooses', chosen, 2, 4],
  ['translation', pairs, 3, 4],
])('%s go on where they were cancelled, with the same numbers', async (_name, config, done, total) => {
  await expect(analysis(config, done)).rejects.toThrow(CancelledError);
  const result = await analysis(config);
  expect(stage(result)?.parts).toEqual({ total, reused: done });
  const again = await analysis(config);
  expect(stage(again)).toMatchObject({ reused: true });
  expect(again.studies).toEqual(result.studies);
});

it('other levels leave the trained model as it is', async () => {
  await analysis(symbols);
  const levels = await analysis({
    ...symbols,
    data: { ...symbols.data, corrupt: { by: 'substitute', levels: [0.1] } },
  });
  expect(levels.stages.find(({ name }) => name === 'training')?.reused).toBe(true);
  expect(stage(levels)?.parts).toEqual({ total: 4, reused: 2 });
});
