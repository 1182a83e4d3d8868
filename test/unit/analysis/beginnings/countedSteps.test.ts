import { expect, it } from 'vitest';
import type { Estimate } from '../../../../src/result/result';
import { analysisOf } from '../../../support/inProcess';

const config = (layer: object, budget = 0.05) => ({
  data: { task: 'delayedCopy', symbols: 5, length: 7, delay: 1, samples: 32, heldOut: 100 },
  model: {
    layers: [
      { ...layer, name: 'state' },
      { type: 'dense', units: 5, activation: 'softmax', name: 'out' },
    ],
  },
  training: { epochs: 0 },
  analysis: { samples: 100, budget, quantities: ['inputInformation', 'outputInformation'] },
});

const isCounted = ({ reason = [] }: Estimate): boolean =>
  reason.some((one) => 'code' in one && one.code === 'enumerated');

const cell = { type: 'simpleRNN', units: 6 };

it('counts the beginnings of early steps one by one, up to as many as the budget buys', async () => {
  const { estimates } = await analysisOf(config(cell));
  const counted = estimates.filter(isCounted);
  expect(counted.length).toBeGreaterThan(5);
  for (const { time, histories, bound, value, low, high } of counted) {
    expect(histories).toBe(5 ** time!);
    expect(bound).toBe('none');
    expect(high! - low).toBeLessThan(Math.max(0.1, 0.12 * value));
  }
  // 5^7 histories are too many.
  expect(counted.some(({ time }) => time === 7)).toBe(false);
});

it('leaves out layers that see what follows', async () => {
  const { estimates } = await analysisOf(config({ type: 'bidirectional', layer: cell }));
  for (const { time, histories } of estimates.filter(({ source, target }) => [source, target].includes('state')))
    expect(histories === undefined || histories !== 5 ** time!).toBe(true);
});
