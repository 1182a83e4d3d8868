import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { mutualInformation } from '../../../src/information/mutualInformation';
import type { Variable } from '../../../src/information/types/variable';
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
