import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { mutualInformation } from '../../../src/information/mutualInformation';
import type { Variable } from '../../../src/information/types/variable';
import { estimatorNames } from '../../../src/information/estimators/table';
import { fewDominate } from '../../../src/information/estimators/gaussian/dominance';
import { Batches } from '../../../src/information/streaming/streamBatches';
import { warningTexts } from '../../../src/result/warningTexts';
import { codesOf, continuous, gaussianVectors, normals, symmetricChannel } from './samplers';

const options = { estimator: 'gaussianConditional', seed: 1 } as const;

/** The variable under a map with entries drawn at random, which is invertible with probability one. */
function mapped(of: Variable, random: Random): Variable {
  const { samples, dimensions, values } = of;
  const matrix = normals(random, dimensions ** 2);
  const out = new Float64Array(values.length);
  for (let i = 0; i < samples; i++)
    for (let j = 0; j < dimensions; j++)
      for (let k = 0; k < dimensions; k++)
        out[i * dimensions + j] += matrix[j * dimensions + k] * values[i * dimensions + k];
  return continuous(of.name, out, dimensions);
}

describe('the held-out Gaussian conditional', () => {
  const samples = 4000;

  it.each([
    [0.3, 1],
    [0.9, 1],
    [0.6, 3],
    [0.8, 8],
  ])('gives the closed form of Gaussian pairs (correlation %f, %i columns a side)', async (rho, columns) => {
    const [x, y] = gaussianVectors(rho, columns, samples, 3);
    const { nats, low, high, bound, warnings } = await mutualInformation(x, y, options);
    const truth = (-columns / 2) * Math.log(1 - rho * rho);
    // The log ratio has the variance rho^2 a pair of columns; the fit costs d_x d_y / N nats.
    const error = Math.sqrt((columns * rho * rho) / samples);
    const cost = columns ** 2 / samples;
    expect(Math.abs(nats + cost - truth)).toBeLessThan(3.5 * error);
    expect((high - low) / 2).toBeGreaterThan(1.7 * error);
    expect((high - low) / 2).toBeLessThan(2.3 * error);
    expect(bound).toBe('none');
    expect(warnings).toEqual([]);
  });

  it('reads nothing between independent variables', async () => {
    for (const columns of [1, 5]) {
      const [x, y] = gaussianVectors(0, columns, samples, 4);
      const { nats, low } = await mutualInformation(x, y, options);
      // Where the true ratio is 0, the dependence that the fit finds in one half is noise in the other.
      expect(nats).toBeLessThan((2 * columns ** 2) / samples);
      expect(low).toBe(0);
    }
  });

  it('does not change under invertible linear maps of x or y, nor when they change places', async () => {
    const random = new Random(5);
    const [x, y] = gaussianVectors(0.7, 4, 600, 5);
    const { nats } = await mutualInformation(x, y, options);
    for (const [a, b] of [
      [mapped(x, random), y],
      [x, mapped(y, random)],
      [mapped(x, random), mapped(y, random)],
      [y, x],
    ])
      expect((await mutualInformation(a, b, options)).nats).toBeCloseTo(nats, 8);
  });

  it('is no lower bound where the marginal is not Gaussian', async () => {
    // X = 3S + 0.1 G and Y = 3S + N with a fair sign S: X - S - Y is a Markov chain, so I(X;Y) <= ln 2. The map of y by
    // x is nearly right, and the Gaussian marginal of Y far from its two peaks: it reads -ln(1 - rho^2)/2 = 1.15 nats.
    const random = new Random(6);
    const x = new Float64Array(samples);
    const y = new Float64Array(samples);
    for (let i = 0; i < samples; i++) {
      const sign = random.uniform() < 0.5 ? -3 : 3;
      x[i] = sign + 0.1 * random.normal();
      y[i] = sign + random.normal();
    }
    const { nats, low, bound } = await mutualInformation(continuous('X', x), continuous('Y', y), options);
    const rho = 9 / Math.sqrt(9.01 * 10);
    expect(low).toBeGreaterThan(Math.LN2);
    expect(Math.abs(nats + Math.log(1 - rho * rho) / 2)).toBeLessThan(0.05);
    expect(bound).toBe('none');
  });

  it('shrinks what samples cannot carry, says so, and reads too little rather than too much', async () => {
    const [x, y] = gaussianVectors(0.9, 40, 100, 7);
    const estimate = await mutualInformation(x, y, options);
    expect(codesOf(estimate)).toContain('conditionalLoad');
    expect(estimate.nats).toBeLessThan(-20 * Math.log(0.19));
    const [a, b] = gaussianVectors(0, 40, 100, 8);
    expect((await mutualInformation(a, b, options)).nats).toBeLessThan(0.1);
    const [c, d] = gaussianVectors(0.9, 8, 100, 9);
    const few = await mutualInformation(c, d, options);
    expect(codesOf(few)).toContain('conditionalLoad');
    expect(few.nats).toBeGreaterThan(-2 * Math.log(0.19));
    expect(few.nats).toBeLessThan(-4 * Math.log(0.19));
  });

  it('warns where a few samples dominate, and then claims no more than samples can confirm', async () => {
    const random = new Random(9).fork('tails');
    const x = Float64Array.from({ length: 500 }, () => Math.tan(Math.PI * (random.uniform() - 0.5)));
    const y = x.map((value) => value + random.normal());
    const estimate = await mutualInformation(continuous('X', x), continuous('Y', y), options);
    expect(codesOf(estimate)).toContain('fewSamplesDominate');
    expect(estimate.nats).toBeLessThanOrEqual(Math.log(500));
    expect(estimate.low).toBe(0);
    expect(estimate.high).toBeGreaterThanOrEqual(estimate.nats);
  });

  it.each(['gaussian', 'gaussianConditional'] as const)(
    '%s calls copies infinite, but not variables that a few extreme samples make alike',
    async (estimator) => {
      const [x] = gaussianVectors(0, 1, 500, 9);
      await expect(mutualInformation(x, { ...x, name: 'Y' }, { estimator, seed: 1 })).rejects.toThrow(/infinite/);
      const [a, b] = gaussianVectors(0, 1, 500, 9);
      for (let i = 0; i < 8; i++) a.values[i] = b.values[i] = 1e9;
      await expect(mutualInformation(a, b, { estimator, seed: 1 })).rejects.toThrow(/a few extreme samples/);
    },
  );

  it('warns of one pair of outliers among Gaussian samples, whatever the share of its log ratio', async () => {
    const [x, y] = gaussianVectors(0.3, 1, 200, 10);
    x.values[0] = y.values[0] = 30;
    const estimate = await mutualInformation(x, y, options);
    expect(codesOf(estimate)).toContain('fewSamplesDominate');
    expect(estimate.low).toBe(0);
  });

  it('knows log ratios of which a hundredth carries more than half', () => {
    const even = new Float64Array(1000).fill(0.2);
    expect(fewDominate(even)).toBe(false);
    expect(fewDominate(even.map((ratio, i) => (i % 100 === 0 ? 19 : ratio)))).toBe(false);
    expect(fewDominate(even.map((ratio, i) => (i % 100 === 0 ? 21 : ratio)))).toBe(true);
    // Near independence positive and negative ratios cancel, and the largest outweigh the rest.
    const cancelling = normals(new Random(3), 1000);
    expect(fewDominate(cancelling)).toBe(false);
  });

  it('averages a stream without a certain interval where a few samples dominate', async () => {
    const random = new Random(11).fork('tails');
    const rows = 8192;
    const x = Float64Array.from({ length: rows }, () => Math.tan(Math.PI * (random.uniform() - 0.5)));
    const y = x.map((value) => value + random.normal());
    const batches = new Batches(
      { x: { name: 'X', kind: 'continuous', dimensions: 1 }, y: { name: 'Y', kind: 'continuous', dimensions: 1 } },
      options,
    );
    await batches.add({ x, y }, rows);
    const estimate = batches.estimate(rows);
    expect(codesOf(estimate)).toContain('fewSamplesDominate');
    expect(estimate.low).toBe(0);
    expect(estimate.nats).toBeGreaterThan(0);
  });

  it('may read too much of independent columns that samples cannot carry, and does not call it too low', async () => {
    let most = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const random = new Random(seed);
      const [x, y] = [continuous('X', normals(random, 40 * 60), 60), continuous('Y', normals(random, 40))];
      const estimate = await mutualInformation(x, y, options);
      expect(codesOf(estimate)).toContain('conditionalLoad');
      most = Math.max(most, estimate.nats);
    }
    expect(most).toBeGreaterThan(0.02);
    expect(warningTexts.conditionalLoad).not.toMatch(/too (low|high)/);
  });

  it.each(['gaussianConditional', 'studentCopula'] as const)(
    '%s refuses classes, and names only estimators that accept them',
    async (estimator) => {
      const [a, b] = symmetricChannel(3, 0.1, 200, 1);
      const [, y] = gaussianVectors(0.5, 2, 200, 9);
      for (const pair of [
        [a, b],
        [a, y],
        [y, b],
      ] as const) {
        const advice: string = await mutualInformation(...pair, { estimator, seed: 1 }).then(
          () => 'accepted',
          (error: unknown) => String(error),
        );
        expect(advice).toMatch(/two continuous variables, and .* discrete/);
        const names = estimatorNames.filter((name) => new RegExp(`these:.*\\b${name}\\b`).test(advice));
        expect(names.length).toBeGreaterThan(2);
        expect(names.includes('ross')).toBe(pair[0].kind !== pair[1].kind);
        for (const name of names) {
          const estimate = await mutualInformation(...pair, { estimator: name, seed: 1, shuffles: 0 });
          expect(estimate.estimator).toBe(name);
        }
      }
    },
  );

  it('refuses copies, classes and a handful of samples', async () => {
    const [x, y] = gaussianVectors(0.5, 2, 200, 9);
    const sum = continuous(
      'S',
      x.values.filter((_, i) => i % 2 === 0).map((value, i) => value + x.values[2 * i + 1]),
    );
    await expect(mutualInformation(x, sum, options)).rejects.toThrow(/infinite/);
    const [symbols] = symmetricChannel(3, 0.1, 200, 1);
    await expect(mutualInformation(symbols, y, options)).rejects.toThrow(/two continuous variables/);
    await expect(mutualInformation(...gaussianVectors(0.5, 1, 6, 1), options)).rejects.toThrow(/at least 8 samples/);
  });
});
