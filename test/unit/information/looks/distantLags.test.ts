import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { distantLags } from '../../../../src/information/looks/distantLags';
import { distinctRows } from '../../../../src/information/looks/distinctRows';
import { orderAtLag } from '../../../../src/information/looks/timeOrder';
import { AutocorrelationSums } from '../../../../src/information/numerics/autocorrelationSums';
import { entropy } from '../../../../src/information/entropy';
import { mutualInformation } from '../../../../src/information/mutualInformation';
import { isLowCertified } from '../../../../src/information/types/assumption';
import type { Variable } from '../../../../src/information/types/variable';
import { codesOf, continuous, discrete, normals } from '../samplers';

const lagsOf = (variable: Variable): ReturnType<typeof distantLags> =>
  distantLags(variable, () => distinctRows(variable));

/** Stationary sequences side by side: x_i = phi x_(i-lag) + noise, of variance one. */
function sideBySide(name: string, lag: number, phi: number, dimensions: number, random: Random): Variable {
  const values = normals(random, 2000 * dimensions);
  const far = lag * dimensions;
  for (let i = far; i < values.length; i++) values[i] = phi * values[i - far] + Math.sqrt(1 - phi * phi) * values[i];
  return continuous(name, values, dimensions);
}

/** Symbols that stay what they were `lag` rows before with probability `stay`. */
function sticky(name: string, lag: number, stay: number, random: Random): Variable {
  const codes: number[] = [];
  for (let i = 0; i < 2000; i++) codes.push(i >= lag && random.uniform() < stay ? codes[i - lag] : random.integer(4));
  return discrete(name, codes);
}

const seeds = [0, 1, 2, 3, 4, 5];

describe('sums of products at every lag', () => {
  it('are those of the definition', () => {
    const random = new Random(1);
    for (const length of [1, 2, 7, 64, 100]) {
      const [a, b] = [normals(random, length), normals(random, length)];
      const [ofA, ofB] = [new Float64Array(length), new Float64Array(length)];
      new AutocorrelationSums(length).add(a, b, ofA, ofB);
      for (let lag = 0; lag < length; lag++)
        for (const [of, sums] of [
          [a, ofA],
          [b, ofB],
        ]) {
          let sum = 0;
          for (let i = lag; i < length; i++) sum += of[i] * of[i - lag];
          expect(sums[lag]).toBeCloseTo(sum, 9);
        }
    }
  });
});

describe('rows that resemble those at a distance', () => {
  it('have the distance of their blocks, and are worth N (1 - phi^2)/(1 + phi^2) samples or a few more', () => {
    const random = new Random(2);
    const [x, y] = ['X', 'Y'].map((name) => lagsOf(sideBySide(name, 20, 0.9, 1, random)));
    const found = x && y && orderAtLag(x, y, 2000);
    expect(found?.lag).toBe(20);
    const right = (2000 * (1 - 0.81)) / (1 + 0.81);
    // The sum is of about ten products of correlations, each known to some per cent.
    expect(found?.effectiveSamples ?? 0).toBeGreaterThan(0.6 * right);
    expect(found?.effectiveSamples ?? Infinity).toBeLessThan(1.7 * right);
  });

  it.each(seeds)('certify nothing of two independent sides, numbers or symbols: %d', async (seed) => {
    const random = new Random(100 + seed);
    const pairs = [
      [sideBySide('X', 50, 0.97, 2, random), sideBySide('Y', 50, 0.97, 2, random), 50],
      [sideBySide('X', 64, 0.95, 2, random), sticky('Y', 64, 0.95, random), 64],
      [sticky('X', 64, 0.95, random), sticky('Y', 64, 0.95, random), 64],
    ] as const;
    for (const [x, y, lag] of pairs) {
      const estimate = await mutualInformation(x, y, { estimator: 'auto', seed: 1, effort: 'quick' });
      const { code, args } = estimate.warnings.find((one) => one.code.includes('AtLag')) ?? { code: '', args: [] };
      expect([code, args[4]]).toEqual([code === 'allRowsAtLag' ? code : 'rowsAtLag', lag]);
      expect(isLowCertified(estimate)).toBe(false);
    }
  });

  it('widen the interval of an entropy', async () => {
    const x = sideBySide('X', 50, 0.97, 1, new Random(3));
    const found = await entropy(x, { estimator: 'auto', seed: 1 });
    expect(found.certified).toBe('none');
    expect(found.high - found.low).toBeGreaterThan(0.3);
  });

  it('count in full where the other side is in no order', async () => {
    const random = new Random(4);
    const [x, y] = [sideBySide('X', 50, 0.97, 1, random), sideBySide('Y', 50, 0, 1, random)];
    expect(codesOf(await mutualInformation(x, y, { estimator: 'gaussianCopula', seed: 1 }))).toEqual([]);
  });

  it('are hardly ever seen where there are none, whatever the marginal law', () => {
    const random = new Random(5);
    let alarms = 0;
    for (let run = 0; run < 300; run++) {
      const samples = 100 + random.integer(900);
      const kind = run % 6;
      const columns = 1 + random.integer(4);
      const numbers = normals(random, samples * columns).map((z) => {
        if (kind === 0) return z;
        if (kind === 1) return z / random.normal();
        if (kind === 2) return Math.max(0, z);
        if (kind === 3) return Math.max(0, z - 1);
        return Math.exp(2 * z);
      });
      const symbols = 2 + random.integer(30);
      const codes = Array.from({ length: samples }, () => Math.floor(symbols * random.uniform() ** 3));
      alarms += lagsOf(kind === 5 ? discrete('X', codes) : continuous('X', numbers, columns)) === undefined ? 0 : 1;
    }
    // Fewer than .6 are expected, and four or more with a probability of 3e-3; a pair needs two of them.
    expect(alarms).toBeLessThan(4);
  });
});
