import { expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { mutualInformation } from '../../../src/information/mutualInformation';
import { continuous } from './samplers';

it.each([5, 8])('two columns of one cause tell it once: %i clusters in 2 + 2 columns', async (clusters) => {
  const samples = 300;
  for (let seed = 1; seed <= 3; seed++) {
    const random = new Random(seed);
    const centre = () => Array.from({ length: clusters }, () => [0, 1].map(() => 6 * random.normal()));
    const [left, right] = [centre(), centre()];
    const labels = Array.from({ length: samples }, () => random.integer(clusters));
    const side = (centres: number[][]) => labels.flatMap((k) => centres[k].map((at) => at + 0.1 * random.normal()));
    const { nats } = await mutualInformation(continuous('x', side(left), 2), continuous('y', side(right), 2), {
      estimator: 'auto',
      seed,
    });
    // Separate clusters share their label, and the labels of so many samples have up to ln K nats.
    expect(nats).toBeLessThan(Math.log(clusters) + 0.1);
    expect(nats).toBeGreaterThan(0.85 * Math.log(clusters));
  }
});
