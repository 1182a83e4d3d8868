import { expect, it } from 'vitest';
import { mutualInformation } from '../../../src/information/mutualInformation';
import { clusters } from './normalMixtures';

it('certifies most of what wide clusters in 20 columns share: they need one covariance, and a mean each', async () => {
  const task = clusters(6, 20, 1.1, 8);
  const { x, y } = task.sample(1500, 2);
  const { nats, low } = await mutualInformation(x, y, { estimator: 'auto', seed: 1 });
  // The standard error of the log ratios is .02 nats.
  expect(Math.abs(nats - task.nats)).toBeLessThan(0.08);
  expect(low).toBeLessThanOrEqual(task.nats);
  expect(low).toBeGreaterThan(0.85 * task.nats);
});
