import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { canonicalCritic } from '../../../../src/information/estimators/critics/canonicalCritic';
import type { Critic } from '../../../../src/information/estimators/critics/critic';
import { judge } from '../../../../src/information/estimators/critics/judge';
import { mutualInformation } from '../../../../src/information/mutualInformation';
import { Breather } from '../../../../src/information/numerics/breather';
import { isLowCertified } from '../../../../src/information/types/assumption';
import { continuous, gaussianVectors, normals } from '../samplers';

const ofCorrelation = (rho: number, pairs: number): number => (-pairs * Math.log(1 - rho * rho)) / 2;

describe('the certified lower end of pairs that determine each other nearly', () => {
  it.each([
    [10, 1 / Math.sqrt(1 + 0.05 ** 2), 600],
    [6, 0.9999, 600],
    [12, 0.999, 600],
    [12, 0.999, 100],
    [8, 0.999, 60],
    [12, 0.998, 400],
  ])('is below the truth: %i columns of correlation %d, %i rows', async (pairs, rho, samples) => {
    const [x, y] = gaussianVectors(rho, pairs, samples, 3);
    const estimate = await mutualInformation(x, y, { estimator: 'auto', seed: 1 });
    const truth = ofCorrelation(rho, pairs);
    // No bound that holds for every law exceeds ln N by much (McAllester and Stratos 2020).
    expect(estimate.low).toBeLessThan(Math.log(samples));
    expect(isLowCertified(estimate)).toBe(true);
    // The value is that of a model; Donsker and Varadhan's bound read four times the truth.
    expect(estimate.nats).toBeLessThan(1.3 * truth);
    expect(estimate.nats).toBeGreaterThan(0.6 * truth);
    expect(estimate.assumes).toBeDefined();
  });

  it('holds in thirty sets of rows whose density ratios are heavy', async () => {
    const rho = 0.97;
    const pairs = 2;
    let held = 0;
    for (let seed = 1; seed <= 30; seed++) {
      const [x, y] = gaussianVectors(rho, pairs, 90, seed);
      const points = { samples: 90, x: x.values, y: y.values, dimX: pairs, dimY: pairs };
      const random = new Random(seed);
      const { low } = await judge([canonicalCritic(points)], random.permutation(90), random, new Breather());
      if (low <= ofCorrelation(rho, pairs)) held++;
    }
    // 97.5 % are promised: fewer than 27 of 30 have a probability of .006.
    expect(held).toBeGreaterThanOrEqual(27);
  });

  it('is not moved by scores of pairs that the rows lack', async () => {
    // X tells nothing of Y, but the critic scores all pairs far down that the rows happen not to have.
    const random = new Random(2);
    const samples = 300;
    const vast: Critic = {
      name: 'canonical',
      fit: () =>
        Promise.resolve({
          scores: (rows) =>
            Float64Array.from({ length: rows.length ** 2 }, (_, at) =>
              Math.floor(at / rows.length) === at % rows.length ? 0 : -100,
            ),
        }),
    };
    const verdict = await judge([vast], random.permutation(samples), random, new Breather());
    expect(verdict.low).toBeLessThanOrEqual(Math.log(samples / 5) + 1e-9);
    expect(verdict.judged[0].pairsARow).toBe(0);
  });

  it('still confirms what a critic sees', async () => {
    const random = new Random(4);
    const x = normals(random, 1200);
    const y = x.map((value) => 0.9 * value + Math.sqrt(1 - 0.81) * random.normal());
    const { low } = await mutualInformation(continuous('X', x), continuous('Y', y), { estimator: 'auto', seed: 1 });
    expect(low).toBeGreaterThan(0.9 * ofCorrelation(0.9, 1));
  });
});
