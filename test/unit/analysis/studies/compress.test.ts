import { expect, it } from 'vitest';
import { editedConfig } from '../../../../src/config/edits';
import { overRepetitions, sizesOf } from '../../../../src/result/studySummary';
import { sentenceFaults } from '../../../support/citations';
import { configOf } from '../../../support/configs';
import { analysisOf } from '../../../support/inProcess';

const config = {
  data: { task: 'delayedCopy', symbols: 2, length: 5, delay: 0, samples: 96 },
  model: {
    layers: [
      { type: 'simpleRNN', name: 'h', units: 6 },
      { type: 'dense', name: 'out', units: 2, activation: 'softmax' },
    ],
  },
  training: { epochs: 12, batchSize: 16, learningRate: 0.02 },
  analysis: { samples: 60, snapshots: 1, quantities: ['outputInformation'], budget: 0 },
  compress: { layer: 'h', sizes: [1, 3], epochs: 6, seeds: 2 },
};

it('cuts a copy of one bit to one unit, beside other choices, and says so', async () => {
  const result = await analysisOf(config);
  const sizes = sizesOf(result.studies, 'compress');
  expect(sizes.map(({ method, size }) => `${method} ${size}`)).toEqual([
    ...['information 1', 'random 1', 'magnitude 1'],
    ...['information 3', 'random 3', 'magnitude 3'],
    'all 6',
  ]);
  const [one] = sizes;
  // A single unit can show one fair bit.
  expect(overRepetitions(one.points, 'accuracy')?.value).toBeGreaterThan(0.98);
  // 1 unit: 2 + 1 + 1 of the cell, 2 + 2 of the head.
  expect(one.points.map(({ parameters }) => parameters)).toEqual([8, 8]);
  expect(result.studies?.ranks).toHaveLength(6);
  // Four bytes a weight; a code of an eighth of its root mean square takes a few bits of each, and a header an array.
  for (const { network, parameters } of sizes.flatMap(({ points }) => points)) {
    expect(network?.kibibytes).toBe((4 * parameters) / 1024);
    expect(network?.codedKibibytes).toBeGreaterThan(0);
  }
  const [whole] = sizes.at(-1)?.points ?? [];
  expect(whole.network?.codedKibibytes).toBeLessThan(whole.network?.kibibytes ?? NaN);
  expect(whole.network?.codedLoss).toBeLessThan(whole.loss + 0.1);
  expect(result.findings.some(({ message }) => message.startsWith('All weights of the network'))).toBe(true);
  expect(sentenceFaults(result)).toEqual([]);
  const advice = result.advice.find(({ kind }) => kind === 'study');
  const edited = configOf(editedConfig(JSON.stringify(config), advice?.edits ?? []));
  expect(edited.model.layers[0]).toMatchObject({ units: 1 });
  expect(edited.compress).toBeUndefined();
});
