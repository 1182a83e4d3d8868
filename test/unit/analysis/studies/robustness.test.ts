import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { editedConfig } from '../../../../src/config/edits';
import { overLevel, robustnessLevels } from '../../../../src/result/studies/robustness/summary';
import type { AnalysisResult } from '../../../../src/result/result';
import { sentenceFaults } from '../../../support/citations';
import { configOf } from '../../../support/configs';
import { analysisOf } from '../../../support/inProcess';

let folder: string;
const head = { type: 'dense', name: 'out', units: 2, activation: 'softmax' };
const config = {
  data: { task: 'file', path: 'table.csv', target: 'class', corrupt: { by: 'snr', levels: [-10, 10, 0] } },
  model: { name: 'plain', layers: [{ type: 'simpleRNN', name: 'h', units: 4 }, head] },
  networks: {
    coded: {
      layers: [
        { type: 'simpleRNN', name: 'h', units: 4 },
        { type: 'bottleneck', name: 'code', units: 1, beta: 20, steps: 'end' },
        head,
      ],
    },
  },
  training: { epochs: 12, batchSize: 16, learningRate: 0.02, keepBest: true },
  analysis: { samples: 60, snapshots: 1, quantities: ['outputInformation'], budget: 0 },
  robustness: { seeds: 2 },
};

/** The sign of one column is the class; the other column is noise. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'robustness-'));
  const random = new Random(5);
  const rows = ['sequence,sign,noise,class'];
  for (let i = 0; i < 300; i++) {
    const sign = random.integer(2);
    for (let step = 0; step < 3; step++)
      rows.push([i, (2 * sign - 1 + 0.2 * random.normal()).toFixed(4), random.normal().toFixed(4), sign].join(','));
  }
  await writeFile(join(folder, 'table.csv'), rows.join('\n'));
});
afterAll(() => rm(folder, { recursive: true }));

const meanOf = (result: AnalysisResult, name: string, level: number | undefined, field: 'accuracy' | 'noise') => {
  const group = robustnessLevels(result.studies).find((one) => one.name === name && one.level === level);
  return group && overLevel(group, field)?.value;
};

it('reads two networks at every level, and finds less of the noise in a code', async () => {
  const result = await analysisOf(config, folder);
  const points = result.studies?.robustness ?? [];
  expect(points.map(({ name, level, repetition }) => `${repetition} ${name} ${level ?? 'clean'}`)).toEqual(
    [1, 2].flatMap((repetition) =>
      ['plain', 'coded'].flatMap((name) => ['clean', 10, 0, -10].map((level) => `${repetition} ${name} ${level}`)),
    ),
  );
  for (const name of ['plain', 'coded']) {
    expect(meanOf(result, name, undefined, 'accuracy')).toBe(1);
    // Three signs at -10 dB, averaged, are right with Phi(sqrt(3) 10^(-1/2)) = .71; the training knows no noise.
    expect(meanOf(result, name, -10, 'accuracy')).toBeGreaterThan(0.55);
    expect(meanOf(result, name, -10, 'accuracy')).toBeLessThan(0.8);
    expect(meanOf(result, name, undefined, 'noise')).toBeUndefined();
  }
  // One bit about the class is all that the code is paid for.
  expect(meanOf(result, 'coded', 0, 'noise')).toBeLessThan(1.5);
  expect(meanOf(result, 'plain', 0, 'noise')).toBeGreaterThan(2);
  // No bound by contrast exceeds the log of its draws.
  for (const { noise = 0 } of points) expect(noise).toBeLessThanOrEqual(6);
  expect(sentenceFaults(result).filter((fault) => !fault.startsWith('a negative number'))).toEqual([]);
  const advice = result.advice.find(({ kind }) => kind === 'study');
  const edited = configOf(editedConfig(JSON.stringify(config), advice?.edits ?? []));
  expect(edited.data).toMatchObject({ corrupt: { training: 0 } });
});
