import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { nearlyEqualRows } from '../../../src/information/estimators/auto/nearlyEqual';
import { mutualInformation } from '../../../src/information/mutualInformation';
import type { Variable } from '../../../src/information/types/variable';
import { codesOf, continuous, gaussianVectors, normals } from './samplers';

/** Independent normal columns, but for a share of the rows, where y = x + noise. */
function rareCopies(share: number, noise: number, samples: number, seed: number): [Variable, Variable] {
  const random = new Random(seed);
  const x = normals(random, samples);
  const y = x.map((value) => (random.uniform() < share ? value + noise * random.normal() : random.normal()));
  return [continuous('X', x), continuous('Y', y)];
}

describe('a few rows that nearly copy each other', () => {
  // The truth by integration; ranks and neighbours read .00 to .006.
  it.each([
    [0.05, 0.01, 1000, 0.0627],
    [0.02, 0.001, 2000, 0.0461],
  ])('open the upper end and raise the value, share %d', async (share, noise, samples, truth) => {
    const [x, y] = rareCopies(share, noise, samples, 1);
    const estimate = await mutualInformation(x, y, { estimator: 'auto', seed: 1 });
    expect(codesOf(estimate)).toContain('nearlyEqualRows');
    expect(estimate).toMatchObject({ high: Infinity, bound: 'lower' });
    expect(estimate.nats).toBeGreaterThan(truth / 5);
    expect(estimate.nats).toBeLessThan(truth);
  });

  it('are not seen among independent columns', () => {
    let found = 0;
    for (let seed = 0; seed < 300; seed++) {
      const random = new Random(seed);
      const power = 1 + (seed % 3);
      const [x, y] = ['X', 'Y'].map((name) =>
        continuous(
          name,
          normals(random, 400).map((v) => v ** power),
          2,
        ),
      );
      if (nearlyEqualRows(x, y) !== undefined) found++;
    }
    // .3 are expected at most, three or more with a probability of 4e-3.
    expect(found).toBeLessThan(3);
  });

  it('show no more than there is of a normal pair: -ln(1 - rho^2)/2', () => {
    for (const rho of [0.3, 0.9, 0.999]) {
      const [x, y] = gaussianVectors(rho, 1, 2000, 3);
      expect(nearlyEqualRows(x, y)?.nats ?? 0).toBeLessThan(-Math.log(1 - rho * rho) / 2);
    }
  });
});
