import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FolderCache } from '../../../../src/analysis/cache/cache';
import { runAnalysis } from '../../../../src/analysis/run/runAnalysis';
import { Random } from '../../../../src/base/random';
import { CancelledError } from '../../../../src/base/cancellation';
import { editedConfig } from '../../../../src/config/edits';
import { runEstimationJob } from '../../../../src/information/runJob';
import { chooseRecurrentKernel } from '../../../../src/models/kernels/chooseRecurrentKernel';
import { overRepetitions, sizesOf } from '../../../../src/result/studySummary';
import type { AnalysisResult } from '../../../../src/result/result';
import { selectBackend } from '../../../../src/runtime/selectBackend';
import { sentenceFaults } from '../../../support/citations';
import { configOf } from '../../../support/configs';

let folder: string;
const columns = ['noise', 'first', 'copy', 'other', 'second'];
const config = {
  data: { task: 'file', path: 'table.csv', target: 'class' },
  model: {
    layers: [
      { type: 'simpleRNN', name: 'h', units: 8 },
      { type: 'dense', name: 'out', units: 4, activation: 'softmax' },
    ],
  },
  training: { epochs: 12, batchSize: 16, learningRate: 0.02 },
  analysis: { samples: 60, snapshots: 1, quantities: ['outputInformation'], budget: 0 },
  select: { counts: [2], seeds: 2 },
};

/** A class is two fair bits: "first" and its copy carry the one, "second" the other; the rest is noise. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'select-'));
  const random = new Random(5);
  const rows = ['sequence,noise,first,copy,other,second,class'];
  for (let i = 0; i < 240; i++) {
    const [a, b] = [random.integer(2), random.integer(2)];
    for (let step = 0; step < 3; step++) {
      const first = a + 0.2 * random.normal();
      const numbers = [random.normal(), first, first, random.normal(), b + 0.3 * random.normal()];
      rows.push([i, ...numbers.map((value) => value.toFixed(4)), 2 * a + b].join(','));
    }
  }
  await writeFile(join(folder, 'table.csv'), rows.join('\n'));
});
afterAll(() => rm(folder, { recursive: true }));

function analysis(signal = new AbortController().signal, onStudies?: (trials: number) => void, own: object = config) {
  let trials = 0;
  return runAnalysis(
    { configPath: join(folder, 'any.rnn.json'), configText: JSON.stringify(own) },
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
      progress: ({ stage }) => stage === 'studies' && onStudies?.(++trials),
      delta: () => undefined,
    },
    signal,
  );
}

const stage = (result: AnalysisResult) => result.stages.find(({ name }) => name === 'studies');

it('chooses one column for each bit, continues where it was cancelled, and says what is enough', async () => {
  const controller = new AbortController();
  const cancelled = analysis(controller.signal, (trials) => {
    if (trials === 2) controller.abort();
  });
  await expect(cancelled).rejects.toThrow(CancelledError);
  const result = await analysis();
  expect(stage(result)?.parts).toEqual({ total: 6, reused: 2 });

  expect(result.studies?.ranks.slice(0, 2).map(({ name }) => name)).toEqual(['first', 'second']);
  expect(result.studies?.ranks.map(({ member }) => columns[member])).toEqual(
    result.studies?.ranks.map(({ name }) => name),
  );
  const sizes = sizesOf(result.studies, 'select');
  expect(sizes.map(({ method, size }) => [method, size])).toEqual([
    ['information', 2],
    ['random', 2],
    ['all', 5],
  ]);
  const [chosen, , all] = sizes;
  // Three steps of noise .2 and .3 around 0 and 1 leave next to no error.
  expect(overRepetitions(chosen.points, 'accuracy')?.value).toBeGreaterThan(0.95);
  expect(overRepetitions(chosen.points, 'information')?.value).toBeGreaterThan(1.6);
  expect(overRepetitions(chosen.points, 'information')?.value).toBeLessThanOrEqual(2);
  // Fewer inputs, fewer weights: 3 columns less, 8 units.
  expect(all.points[0].parameters - chosen.points[0].parameters).toBe(24);
  expect(sentenceFaults(result)).toEqual([]);

  const advice = result.advice.find(({ kind }) => kind === 'study');
  expect(advice?.edits).toEqual([{ path: ['data', 'features'], value: ['first', 'second'] }, { path: ['select'] }]);
  const edited = configOf(editedConfig(JSON.stringify(config), advice?.edits ?? []));
  expect(edited.data).toMatchObject({ features: ['first', 'second'] });

  const again = await analysis();
  expect(stage(again)).toMatchObject({ reused: true });
  expect(again.studies).toEqual(result.studies);
});

it('refuses numbers of columns that are not fewer than all', async () => {
  await expect(analysis(undefined, undefined, { ...config, select: { counts: [2, 9], seeds: 2 } })).rejects.toThrow(
    'The inputs have 5 columns, so that 9 are not fewer. Ask for smaller numbers.',
  );
});

it('says that too few sequences rank no columns', async () => {
  const table = await readFile(join(folder, 'table.csv'), 'utf8');
  await writeFile(join(folder, 'few.csv'), table.split('\n').slice(0, 61).join('\n'));
  const few = { ...config, data: { ...config.data, path: 'few.csv' } };
  await expect(analysis(undefined, undefined, few)).rejects.toThrow(
    'Fewer than 32 training sequences have a target, which is too few to rank columns by. Give more data.',
  );
});
