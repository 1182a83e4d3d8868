import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { conditionalEntropy, entropy } from '../../../src/information/entropy';
import { logDeterminantVariance } from '../../../src/information/estimators/copula/covarianceError';
import { gaussianPart } from '../../../src/information/estimators/copula/gaussianPart';
import { trigamma } from '../../../src/information/numerics/special';
import { meanAndVariance } from '../../../src/information/types/measurement';
import { codesOf, continuous, discrete, normals } from './samplers';

const auto = { estimator: 'auto', seed: 1 } as const;
const lnGaussian = Math.log(2 * Math.PI * Math.E) / 2;

describe('an entropy of continuous columns', () => {
  it('is read after whitening: samples near a plane have -4.954 nats, not 1.556', async () => {
    const random = new Random(1);
    const values = Array.from({ length: 1500 }, () => {
      const [a, b] = normals(random, 2);
      return [a, b, a + b + 1e-4 * random.normal()];
    }).flat();
    const estimate = await entropy(continuous('X', values, 3), auto);
    const truth = 3 * lnGaussian + Math.log(1e-4);
    expect(Math.abs(estimate.nats - truth)).toBeLessThan(0.1);
    expect(estimate.low).toBeLessThan(truth);
    expect(estimate.high).toBeGreaterThan(truth);
    expect(codesOf(estimate)).toContain('nearPlane');
    const first = continuous(
      'X',
      values.filter((_, i) => i % 3 < 2),
      2,
    );
    expect(codesOf(await entropy(first, auto))).not.toContain('nearPlane');
  });

  it('shifts by ln |det A| under any linear map', async () => {
    const values = Array.from(new Random(2).permutation(3000), (place) => Math.sin(place) ** 3);
    const x = continuous('X', values, 2);
    const turned = continuous(
      'X',
      values.map((value, i) => (i % 2 === 0 ? value : value + 50 * values[i - 1])),
      2,
    );
    const [a, b] = [await entropy(x, auto), await entropy(turned, auto)];
    // The map has determinant 1; only the turn of the whitened columns may differ.
    expect(Math.abs(a.nats - b.nats)).toBeLessThan(0.02);
  });

  it.each([
    [
      'two tight clusters',
      (random: Random) => (random.uniform() < 0.5 ? 1 : -1) + 0.1 * random.normal(),
      Math.log(2) + lnGaussian + Math.log(0.1),
    ],
    ['uniform numbers', (random: Random) => random.uniform(), 0],
    ['normal numbers', (random: Random) => random.normal(), lnGaussian],
  ])('is at most that of a Gaussian of the same covariance: %s', async (_, draw, truth) => {
    let missed = 0;
    for (let seed = 0; seed < 20; seed++) {
      const random = new Random(10 + seed);
      const estimate = await entropy(
        continuous(
          'X',
          Array.from({ length: 500 }, () => draw(random)),
        ),
        auto,
      );
      if (estimate.high < truth) missed++;
      expect(estimate.certified).toBe('high');
    }
    // 2.5 % of the upper ends of a Gaussian may lie below: four of twenty with a probability of 1e-3.
    expect(missed).toBeLessThan(4);
  });
});

describe('an entropy of nearly as many columns as samples', () => {
  it('has an upper end that holds, and certifies none', async () => {
    let missed = 0;
    for (let seed = 0; seed < 30; seed++) {
      const estimate = await entropy(continuous('X', normals(new Random(100 + seed), 60 * 30), 30), auto);
      expect(estimate.high - estimate.low).toBeGreaterThan(1);
      expect(estimate.certified).toBe('none');
      expect(codesOf(estimate)).toContain('covarianceLoad');
      if (estimate.high < 30 * lnGaussian) missed++;
    }
    // 2.5 % may be missed: four of thirty have a probability of .006. By d / 2N, 15 % were.
    expect(missed).toBeLessThan(4);
  });

  it('has the error of a Wishart matrix: that of ln det / 2 over draws', () => {
    const drawn = Array.from({ length: 400 }, (_, seed) => {
      const { logDeterminant } = gaussianPart(normals(new Random(seed), 20 * 8), 20, 8).factor;
      return logDeterminant / 2;
    });
    // A variance of 400 draws has a relative standard error of 7 %; d / 2N = .2 is 30 % less.
    expect(meanAndVariance(drawn).variance / logDeterminantVariance(20, 8)).toBeGreaterThan(0.8);
    expect(meanAndVariance(drawn).variance / logDeterminantVariance(20, 8)).toBeLessThan(1.25);
    expect(trigamma(1)).toBeCloseTo(Math.PI ** 2 / 6, 9);
  });
});

describe('an entropy of symbols', () => {
  const drawn = (symbols: number, samples: number, seed: number): ReturnType<typeof discrete> => {
    const random = new Random(seed);
    return discrete(
      'X',
      Array.from({ length: samples }, () => random.integer(symbols)),
    );
  };

  it.each([
    [3, 50],
    [64, 200],
    [1000, 500],
  ])('of %d is never above the log of their number where that is known (%d samples)', async (symbols, samples) => {
    for (const estimator of ['auto', 'millerMadow', 'chaoShen', 'nsb'] as const) {
      const { nats, high } = await entropy(drawn(symbols, samples, 1), { estimator, seed: 1, symbols });
      expect(nats).toBeLessThanOrEqual(Math.log(symbols));
      expect(high).toBeLessThanOrEqual(Math.log(symbols) + 1e-12);
    }
  });

  it('has a lower end that holds, and an upper end or none, where few of many symbols were seen', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const estimate = await entropy(drawn(1000, 500, seed), auto);
      expect(estimate.low).toBeLessThan(Math.log(1000));
      expect(estimate.high).toBe(Infinity);
      expect(estimate.certified ?? 'low').toBe('low');
    }
  });

  it('stays below the entropy without a condition', async () => {
    const x = drawn(8, 400, 3);
    const y = drawn(8, 400, 4);
    expect((await conditionalEntropy(x, y, auto)).high).toBeLessThanOrEqual((await entropy(x, auto)).high);
  });
});

describe('an entropy of rows in time', () => {
  /** Two symbols that stay with probability .98: their entropy is ln 2. */
  const sticky = (seed: number) => {
    const random = new Random(seed);
    let symbol = random.integer(2);
    return discrete(
      'X',
      Array.from({ length: 600 }, () => (symbol = random.uniform() < 0.98 ? symbol : 1 - symbol)),
    );
  };

  it('has an interval of as many samples as the rows are worth, and no certificate', async () => {
    let missed = 0;
    for (let seed = 0; seed < 20; seed++) {
      const estimate = await entropy(sticky(seed), auto);
      expect(estimate).toMatchObject({ certified: 'none', assumes: 'filledTable' });
      if (estimate.low > Math.LN2 || estimate.high < Math.LN2) missed++;
    }
    // Of 600 independent samples the interval would be .002 nats wide, and miss nearly always.
    expect(missed).toBeLessThan(6);
  });

  it('is at most the logarithm of the symbols that there can be, which stays certified', async () => {
    const estimate = await entropy(sticky(1), { ...auto, symbols: 2 });
    expect(estimate.high).toBeCloseTo(Math.LN2, 12);
    expect(estimate.certified).toBe('high');
  });
});
