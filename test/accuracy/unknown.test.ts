import { describe, expect, it } from 'vitest';
import { mutualInformation } from '../../src/information/mutualInformation';
import type { InformationEstimate } from '../../src/information/types/estimate';
import { isLowCertified } from '../../src/information/types/assumption';
import type { KnownPair } from './unknown/knownPair';
import { clusters, pairedClusters, randomMixture } from './unknown/normalMixtures';
import { hiddenWave, independent, normalPairs, ownVariances, parityLabel, phaseCode, rings } from './unknown/shapes';

const read = (task: KnownPair, samples = 1500): Promise<InformationEstimate> => {
  const { x, y } = task.sample(samples, 7);
  return mutualInformation(x, y, { estimator: 'auto', seed: 1 });
};

const codes = ({ warnings }: InformationEstimate): string[] => warnings.map(({ code }) => code);

describe('auto on pairs whose conditional density it is not told, N = 1500', () => {
  // The tolerance is a tenth of the value, and .03 nats: the standard errors of mean log ratios are .02 to .04 here.
  it.each([
    clusters(8, 16, 0.2, 3),
    clusters(8, 16, 1, 3),
    clusters(4, 2, 0.5, 5),
    clusters(8, 16, 0.02, 3),
    randomMixture(3, 2, 2, 1, 1),
    randomMixture(3, 1, 1, 1.5, 2),
    randomMixture(4, 5, 5, 1, 3),
    randomMixture(2, 16, 16, 0.7, 4),
    pairedClusters(6, 4, 0.3, 5),
    phaseCode(16, 0.1),
    phaseCode(3, 0.1),
    phaseCode(8, 0.01),
    normalPairs(16, 16, 0.6),
    normalPairs(64, 64, 0.5),
    normalPairs(3, 2, 0.7),
    ownVariances(16, 4),
    ownVariances(4, 4),
    rings(3),
  ])('$name', async (task) => {
    const estimate = await read(task);
    expect(Math.abs(estimate.nats - task.nats)).toBeLessThan(0.03 + 0.1 * task.nats);
    expect(isLowCertified(estimate)).toBe(true);
    expect(estimate.low).toBeLessThan(task.nats);
  });

  it.each([hiddenWave(2, 5, 0.5), hiddenWave(4, 5, 0.5), hiddenWave(32, 5, 0.5)])(
    '$name: most of what one pair of columns hides, and it says so',
    async (task) => {
      const estimate = await read(task);
      expect(estimate.nats).toBeGreaterThan(0.8 * task.nats);
      expect(estimate.nats).toBeLessThan(1.05 * task.nats);
      expect(estimate.low).toBeGreaterThan(0.5 * task.nats);
      expect(estimate.low).toBeLessThan(task.nats);
      expect(codes(estimate)).toContain('columnPairs');
    },
  );

  it.each([independent(1, 1), independent(3, 3), independent(5, 5), independent(64, 64)])(
    '$name: nothing, and no lower end above it',
    async (task) => {
      const { nats, low } = await read(task);
      expect(nats).toBeLessThan(0.03);
      expect(low).toBe(0);
    },
  );

  it('does not see a parity of four columns: the upper end is the entropy, and a warning names blindness', async () => {
    const estimate = await read(parityLabel(16, 4));
    expect(estimate.low).toBeLessThan(Math.LN2);
    expect(estimate.high).toBeGreaterThanOrEqual(Math.LN2);
    expect(codes(estimate)).toContain('decoderMayBeBlind');
  });

  it('says where columns are too many for the samples', async () => {
    const estimate = await read(normalPairs(64, 64, 0.5), 200);
    expect(estimate.low).toBeLessThan(9.2);
    expect(estimate.high).toBe(Infinity);
    expect(codes(estimate)).toContain('tooManyColumns');
  });
});

describe('the certified lower end', () => {
  it('holds in at least 95 % of data sets', { timeout: 600_000 }, async () => {
    let held = 0;
    let sets = 0;
    for (const task of [clusters(4, 2, 0.5, 5), normalPairs(3, 2, 0.7), independent(3, 3), hiddenWave(2, 3, 0.5)])
      for (let seed = 1; seed <= 10; seed++) {
        const { x, y } = task.sample(300, seed);
        sets++;
        if ((await mutualInformation(x, y, { estimator: 'auto', seed })).low <= task.nats) held++;
      }
    // Of 40 sets at 97.5 %, at most three miss in 99.6 % of runs.
    expect(held).toBeGreaterThanOrEqual(sets - 3);
  });
});
