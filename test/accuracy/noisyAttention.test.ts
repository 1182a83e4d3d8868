import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { layerRates } from '../../src/analysis/measures/rates';
import { atBeta } from '../../src/analysis/sweep/runChain';
import { readConfig } from '../../src/config/readConfig';
import { loadDataset } from '../../src/data/loadDataset';
import { buildModel } from '../../src/models/buildModel';
import { bundledKernel } from '../support/bundledKernel';
import { root } from '../unit/cli/command';

// Seed 1; 719 held-out digits, so that an accuracy has a standard error of about .01.
it('attention keeps nine answers of ten at less than 30 % of the bits that pass where bits are cheap', async () => {
  const kernel = await bundledKernel();
  const folder = join(root, 'examples', 'vision');
  const { config } = readConfig(await readFile(join(folder, 'noisy-attention.rnn.json'), 'utf8'));
  if (!config) throw new Error('The example is a config.');
  const data = await loadDataset(config.data, { seed: config.seed, configFolder: folder });
  const found: { accuracy: number; bits: number }[] = [];
  for (const beta of [2000, 60]) {
    const model = buildModel(atBeta(config, beta), data, kernel);
    let accuracy = 0;
    await model.train(data, config.training, [], {
      onEpoch: (record) => {
        accuracy = record.validationAccuracy ?? 0;
      },
    });
    const shown = await model.activations(data.heldOut, 700, config.seed);
    const [rate] = layerRates(1, shown, data.heldOut.inputs.length);
    found.push({ accuracy, bits: rate.value / Math.LN2 });
  }
  const [all, few] = found;
  expect(all.accuracy, JSON.stringify(found)).toBeGreaterThan(0.9);
  expect(few.accuracy / all.accuracy, JSON.stringify(found)).toBeGreaterThan(0.9);
  expect(few.bits / all.bits, JSON.stringify(found)).toBeLessThan(0.3);
});
