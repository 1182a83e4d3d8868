import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { entropy } from '../../../src/information/entropy';
import type { EstimatorName } from '../../../src/information/types/estimate';
import { mutualInformation } from '../../../src/information/mutualInformation';
import type { Variable } from '../../../src/information/types/variable';
import { continuous, discrete, normals } from './samplers';

const by = (estimator: EstimatorName) => ({ estimator, seed: 1, shuffles: 0, effort: 'quick' }) as const;
const seeds = fc.integer({ min: 1, max: 1_000_000 });
const correlation = fc.double({ min: -0.95, max: 0.95, noNaN: true });

/** Two vectors of `pairs` columns, column with column of correlation rho. */
function vectors(rho: number, pairs: number, samples: number, seed: number): [Variable, Variable] {
  const random = new Random(seed);
  const x = normals(random, samples * pairs);
  return [
    continuous('X', x, pairs),
    continuous(
      'Y',
      x.map((value) => rho * value + Math.sqrt(1 - rho * rho) * random.normal()),
      pairs,
    ),
  ];
}

/** Symbols X and a channel's output Y. */
function channel(symbols: number, flip: number, samples: number, seed: number): [Variable, Variable] {
  const random = new Random(seed);
  const x = Float64Array.from({ length: samples }, () => random.integer(symbols));
  return [
    discrete('X', x),
    discrete(
      'Y',
      x.map((value) => (random.uniform() < flip ? random.integer(symbols) : value)),
    ),
  ];
}

const nats = async (x: Variable, y: Variable, estimator: EstimatorName): Promise<number> =>
  (await mutualInformation(x, y, by(estimator))).nats;

describe('symmetry', () => {
  it.each(['gaussian', 'gaussianConditional', 'ksg1', 'ksg2', 'mixedKsg', 'binning'] as const)(
    'I(X;Y) = I(Y;X) by %s',
    async (estimator) => {
      await fc.assert(
        fc.asyncProperty(seeds, correlation, fc.integer({ min: 1, max: 3 }), async (seed, rho, pairs) => {
          const [x, y] = vectors(rho, pairs, 120, seed);
          expect(await nats(x, y, estimator)).toBeCloseTo(await nats(y, x, estimator), 9);
        }),
        { numRuns: 15 },
      );
    },
  );

  it(
    'I(X;Y) = I(Y;X) by gaussianCopula, exactly where dependence is weak and within its interval where ' +
      'ranks are corrected by draws',
    async () => {
      await fc.assert(
        fc.asyncProperty(seeds, correlation, async (seed, rho) => {
          const [x, y] = vectors(rho, 2, 120, seed);
          const there = await mutualInformation(x, y, by('gaussianCopula'));
          const back = await mutualInformation(y, x, by('gaussianCopula'));
          if (there.nats < 0.5) expect(back.nats).toBeCloseTo(there.nats, 9);
          else expect(Math.abs(back.nats - there.nats)).toBeLessThan((there.high - there.low) / 4);
        }),
        { numRuns: 15 },
      );
    },
  );

  it.each(['plugin', 'millerMadow', 'grassberger', 'chaoShen', 'nsb'] as const)(
    'I(X;Y) = I(Y;X) by %s',
    async (estimator) => {
      await fc.assert(
        fc.asyncProperty(seeds, fc.integer({ min: 2, max: 8 }), async (seed, symbols) => {
          const [x, y] = channel(symbols, 0.3, 150, seed);
          expect(await nats(x, y, estimator)).toBeCloseTo(await nats(y, x, estimator), 9);
        }),
        { numRuns: 15 },
      );
    },
  );
});

describe('invariance', () => {
  it('of ranks: increasing maps of columns change neither the copula nor cells of equal counts', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, correlation, async (seed, rho) => {
        const [x, y] = vectors(rho, 2, 150, seed);
        const bent = { ...x, values: x.values.map((value) => Math.sinh(2 * value)) };
        for (const options of [by('gaussianCopula'), { ...by('binning'), binning: 'equalCount' } as const]) {
          expect((await mutualInformation(bent, y, options)).nats).toBeCloseTo(
            (await mutualInformation(x, y, options)).nats,
            9,
          );
        }
      }),
      { numRuns: 15 },
    );
  });

  it('of names: renumbered symbols, reordered samples and permuted columns change nothing', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const [a, b] = channel(5, 0.4, 200, seed);
        const order = new Random(seed).permutation(200);
        const renamed = { ...a, values: Float64Array.from(order, (row) => 7 - 3 * a.values[row]) };
        const moved = { ...b, values: Float64Array.from(order, (row) => b.values[row]) };
        for (const estimator of ['plugin', 'grassberger', 'nsb'] as const)
          expect(await nats(renamed, moved, estimator)).toBeCloseTo(await nats(a, b, estimator), 9);
        const [x, y] = vectors(0.6, 2, 150, seed);
        const swapped = { ...x, values: x.values.map((_, at) => x.values[at ^ 1]) };
        for (const estimator of ['gaussian', 'ksg1'] as const)
          expect(await nats(swapped, y, estimator)).toBeCloseTo(await nats(x, y, estimator), 9);
      }),
      { numRuns: 10 },
    );
  });

  it('of bases: invertible linear maps do not move the Gaussian', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.double({ min: -2, max: 2, noNaN: true }), async (seed, shear) => {
        const [x, y] = vectors(0.7, 2, 150, seed);
        const turned = {
          ...x,
          values: x.values.map((value, at) => (at % 2 === 0 ? 3 * value + shear * x.values[at + 1] : value)),
        };
        expect(await nats(turned, y, 'gaussian')).toBeCloseTo(await nats(x, y, 'gaussian'), 7);
      }),
      { numRuns: 15 },
    );
  });
});

describe('inequalities', () => {
  it('data processing: merging symbols loses plug-in information, and it lies between 0 and each entropy', async () => {
    await fc.assert(
      fc.asyncProperty(
        seeds,
        fc.integer({ min: 3, max: 9 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (seed, symbols, flip) => {
          const [x, y] = channel(symbols, flip, 120, seed);
          const merged = { ...x, values: x.values.map((value) => Math.floor(value / 2)) };
          const whole = await nats(x, y, 'plugin');
          expect(await nats(merged, y, 'plugin')).toBeLessThanOrEqual(whole + 1e-12);
          expect(whole).toBeGreaterThanOrEqual(0);
          for (const one of [x, y]) expect(whole).toBeLessThanOrEqual((await entropy(one, by('plugin'))).nats + 1e-12);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('the interval holds the value, whatever the estimator and the data', async () => {
    await fc.assert(
      fc.asyncProperty(
        seeds,
        correlation,
        fc.constantFrom('auto', 'gaussianCopula', 'ksg1', 'lnc', 'binning', 'probe', 'rebmi'),
        async (seed, rho, estimator) => {
          const [x, y] = vectors(rho, 1, 60, seed);
          const { low, high, nats: value } = await mutualInformation(x, y, by(estimator));
          expect(low).toBeLessThanOrEqual(value);
          expect(high).toBeGreaterThanOrEqual(value);
          expect([low, value].every(Number.isFinite)).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('additivity and limits', () => {
  it('independent pairs add: a covariance and a full table know it', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.double({ min: 0.2, max: 0.9, noNaN: true }), async (seed, rho) => {
        const [x, y] = vectors(rho, 2, 4000, seed);
        const alone = async (column: number): Promise<number> => {
          const take = (of: Variable): Variable =>
            continuous(
              of.name,
              of.values.filter((_, at) => at % 2 === column),
            );
          return nats(take(x), take(y), 'gaussian');
        };
        // Cross terms between the pairs have variance 1/N each: 2 of them are 1/N = .00025 nats; forty of that.
        expect(Math.abs((await nats(x, y, 'gaussian')) - (await alone(0)) - (await alone(1)))).toBeLessThan(0.01);
      }),
      { numRuns: 10 },
    );
  });

  it('every correction of a table vanishes as samples grow', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.integer({ min: 2, max: 5 }), async (seed, symbols) => {
        const [x, y] = channel(symbols, 0.3, 20_000, seed);
        const plugin = await nats(x, y, 'plugin');
        // The first-order correction (K-1)^2/2N is at most 16/40 000.
        for (const estimator of ['millerMadow', 'grassberger', 'chaoShen', 'nsb'] as const)
          expect(Math.abs((await nats(x, y, estimator)) - plugin)).toBeLessThan(0.002);
      }),
      { numRuns: 5 },
    );
  });
});
