import { describe, expect, it } from 'vitest';
import { mutualInformation } from '../../../src/information/mutualInformation';
import type { InformationEstimate } from '../../../src/information/types/estimate';
import { continuous, gaussianPair } from './samplers';

const [x, y] = gaussianPair(0.8, 200, 4);

const scaled = (factor: number, estimator: 'auto' | 'gaussian' = 'gaussian'): Promise<InformationEstimate> =>
  mutualInformation(
    continuous(
      'X',
      x.values.map((value) => value * factor),
    ),
    y,
    { estimator, seed: 1 },
  );

describe('values of any scale', () => {
  it.each([1e-100, 1e-30, 1e30, 1e100])('give the same information: %d', async (factor) => {
    expect((await scaled(factor)).nats).toBeCloseTo((await scaled(1)).nats, 9);
  });

  it('are refused, with what to do, where their squares are no numbers', async () => {
    await expect(scaled(1e200, 'auto')).rejects.toThrow('Divide them by a constant');
    await expect(scaled(1e-200, 'auto')).rejects.toThrow('Multiply them by a constant');
  });

  it('may hardly vary in one column, beside others that do', async () => {
    const beside = continuous(
      'X',
      Array.from(x.values).flatMap((value, i) => [value, (i % 7) * 1e-300]),
      2,
    );
    const estimate = await mutualInformation(beside, y, { estimator: 'gaussian', seed: 1 });
    expect(estimate.nats).toBeCloseTo((await scaled(1)).nats, 1);
  });
});
