import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { FolderCache } from '../../../../src/analysis/cache/cache';
import { runAnalysis } from '../../../../src/analysis/run/runAnalysis';
import { CancelledError } from '../../../../src/base/cancellation';
import { type StudyName, studyNames } from '../../../../src/config/schema/studies/studyNames';
import { runEstimationJob } from '../../../../src/information/runJob';
import { chooseRecurrentKernel } from '../../../../src/models/kernels/chooseRecurrentKernel';
import type { AnalysisResult } from '../../../../src/result/result';
import { selectBackend } from '../../../../src/runtime/selectBackend';

const folder = await mkdtemp(join(tmpdir(), 'resumed-'));
afterAll(() => rm(folder, { recursive: true }));

const head = { type: 'dense', name: 'out', units: 2, activation: 'softmax' };
const cell = { type: 'simpleRNN', name: 'h', units: 3 };
const data = { task: 'parity', length: 3, samples: 64 };
const symbols = {
  data: { ...data, corrupt: { by: 'substitute', levels: [0.2] } },
  model: { layers: [cell, head] },
  robustness: { seeds: 2 },
};

const rows = Array.from({ length: 60 }, (_, i) =>
  [0, 1].map((step) => [i, Math.sin(i + step), i % 5, i % 2].join(',')),
);
await writeFile(join(folder, 'table.csv'), ['sequence,first,second,class', ...rows.flat()].join('\n'));
const lines = Array.from({ length: 24 }, (_, i) => `uno ${i % 5} dos ${i}\tum ${i % 5} dois ${i}`);
await writeFile(join(folder, 'pairs.tsv'), ['es\tpt', ...lines].join('\n'));

/** A small config of each study, and the number of networks after which it is cancelled, of all that it trains. */
const cases: Readonly<Record<StudyName, { readonly config: object; readonly done: number; readonly total: number }>> = {
  select: {
    config: {
      data: { task: 'file', path: 'table.csv', target: 'class' },
      model: { layers: [cell, head] },
      select: { counts: [1], seeds: 2 },
    },
    done: 4,
    total: 6,
  },
  compress: {
    config: { data, model: { layers: [cell, head] }, compress: { layer: 'h', sizes: [1], epochs: 1, seeds: 2 } },
    done: 6,
    total: 8,
  },
  robustness: { config: symbols, done: 1, total: 2 },
  uncertainty: {
    config: {
      data,
      model: { layers: [cell, { type: 'dropout', name: 'dropout', rate: 0.2 }, head] },
      uncertainty: { samples: 3, seeds: 2 },
    },
    done: 1,
    total: 2,
  },
  enhance: {
    config: {
      data: { task: 'gaussianNoise', length: 2, samples: 64, corrupt: { by: 'noise', training: 1 } },
      model: {
        layers: [
          { ...cell, returnSequences: true },
          { type: 'dense', name: 'out', units: 1, head: { target: 'clean' } },
        ],
      },
      enhance: { seeds: 2 },
    },
    done: 1,
    total: 2,
  },
  sweep: {
    config: {
      data,
      model: { layers: [{ ...cell, bottleneck: { beta: 5 } }, head] },
      sweep: { beta: { from: 1, to: 10, steps: 2 }, select: 'heldOut', dropout: [0.2], seeds: 1 },
    },
    done: 2,
    total: 4,
  },
  translation: {
    config: {
      data: {
        ...{ task: 'pairs', path: 'pairs.tsv', source: 'es', target: 'pt', length: 4, alphabet: 8 },
        corrupt: { by: 'drop', levels: [0.2] },
      },
      model: { layers: [cell, { ...head, units: 8 }] },
      translation: { seeds: 2 },
    },
    done: 3,
    total: 4,
  },
  attribution: {
    config: { data, model: { layers: [cell, head] }, attribution: { sequences: 4, seeds: 2 } },
    done: 1,
    total: 2,
  },
};

function analysis(config: object, cache: string, cancelAt?: number): Promise<AnalysisResult> {
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
      cache: new FolderCache(join(folder, cache)),
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

it.each(studyNames)('"%s" goes on where it was cancelled, with the numbers of a whole run', async (name) => {
  const { config, done, total } = cases[name];
  await expect(analysis(config, name, done)).rejects.toThrow(CancelledError);
  const resumed = await analysis(config, name);
  expect(stage(resumed)?.parts).toEqual({ total, reused: done });
  const again = await analysis(config, name);
  expect(stage(again)).toMatchObject({ reused: true });
  expect(again.studies).toEqual(resumed.studies);
  const whole = await analysis(config, `${name}, whole`);
  expect(stage(whole)?.parts).toEqual({ total, reused: 0 });
  expect(resumed.studies).toEqual(whole.studies);
});

it('other levels leave the trained model as it is', async () => {
  await analysis(symbols, 'levels');
  const others = { ...symbols, data: { ...symbols.data, corrupt: { by: 'substitute', levels: [0.1] } } };
  const levels = await analysis(others, 'levels');
  expect(levels.stages.find(({ name }) => name === 'training')?.reused).toBe(true);
  expect(stage(levels)?.parts).toEqual({ total: 2, reused: 0 });
});
