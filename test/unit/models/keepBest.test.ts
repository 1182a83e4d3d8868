import { expect, it } from 'vitest';
import { analysisOf } from '../../support/inProcess';

const config = {
  data: { task: 'delayedCopy', symbols: 4, length: 6, delay: 2, samples: 24, heldOut: 64 },
  model: {
    layers: [
      { type: 'gru', name: 'h', units: 24 },
      { type: 'dense', name: 'out', units: 4, activation: 'softmax' },
    ],
  },
  // So long on so few sequences that the held-out loss rises.
  training: { epochs: 40, batchSize: 8, learningRate: 0.03 },
  analysis: { samples: 60, snapshots: 1, quantities: ['outputInformation'], budget: 0 },
};

it('keeps the weights of the epoch with the least held-out loss, and says which', async () => {
  const [plain, kept] = await Promise.all([
    analysisOf(config),
    analysisOf({ ...config, training: { ...config.training, keepBest: true } }),
  ]);
  const losses = plain.training.map(({ validationLoss }) => validationLoss);
  const least = Math.min(...losses);
  const last = kept.training.at(-1);
  expect(losses.at(-1)).toBeGreaterThan(1.1 * least);
  expect(last).toMatchObject({ epoch: 40, validationLoss: least, keptFrom: losses.indexOf(least) + 1 });
  expect(kept.training.slice(0, -1)).toEqual(plain.training.slice(0, -1));
  expect(kept.findings.some(({ message }) => message.startsWith('The weights of epoch'))).toBe(true);
  // The last snapshot is of those weights: its head is right as often as that epoch's was.
  expect(kept.predictions?.at(-1)?.accuracy).not.toBe(plain.predictions?.at(-1)?.accuracy);
});
