import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockVariances,
  gaussianBlockCurve,
  logLossBlockCurve,
  markovBlockCurve,
  shannonBlockCurve,
} from '../../../../src/information/exact/processes/blockRateDistortion';
import { markovInformation, symmetricTransition } from '../../../../src/information/exact/processes/markovChain';
import {
  bernoulliRate,
  gaussianRate,
  vectorGaussianRate,
} from '../../../../src/information/exact/discrete/rateDistortion';

describe('a Gaussian block', () => {
  it('of an autoregressive process has the eigenvalues of its covariance', () => {
    expect(blockVariances([1, 0.9], 2)).toEqual([expect.closeTo(1.9, 12), expect.closeTo(0.1, 12)]);
    const long = blockVariances(
      Array.from({ length: 50 }, (_, lag) => 2 * 0.8 ** lag),
      50,
    );
    expect(long.reduce((sum, value) => sum + value, 0)).toBeCloseTo(100, 9);
    // The spectral density at its ends (Grenander and Szego 1958): 2 (1 + .8)/(1 - .8) = 18 and 2 (1 - .8)/(1 + .8) =
    // .2222.
    expect(long[0]).toBeLessThan(18);
    expect(long[0]).toBeGreaterThan(15);
    expect(long.at(-1)).toBeGreaterThan(2 / 9);
  });

  it('of white noise costs ln(1/D)/2 a value', () => {
    for (const { rate, distortion } of gaussianBlockCurve([1, 1, 1], 0.01))
      expect(rate).toBeCloseTo(3 * gaussianRate(1, distortion), 10);
  });

  it('starts where nothing is kept and goes down to the least level', () => {
    const curve = gaussianBlockCurve([4, 1, 0.25], 0.1);
    expect(curve[0].rate).toBe(0);
    expect(curve[0].distortion).toBeCloseTo(5.25 / 3, 12);
    const end = curve.at(-1)!;
    expect(end.distortion).toBeCloseTo(0.1, 12);
    expect(end.rate).toBeCloseTo(0.5 * Math.log(1 / 0.001), 12);
  });

  it('has no linear code below its curve', () => {
    const component = fc.record({
      variance: fc.double({ min: 0.01, max: 9, noNaN: true }),
      noise: fc.double({ min: 0.01, max: 20, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(component, { minLength: 1, maxLength: 6 }), (components) => {
        const rate = components.reduce((sum, { variance, noise }) => sum + 0.5 * Math.log1p(variance / noise), 0);
        const distortion = components.reduce(
          (sum, { variance, noise }) => sum + (variance * noise) / (variance + noise),
          0,
        );
        expect(
          vectorGaussianRate(
            components.map(({ variance }) => variance),
            distortion,
          ).rate,
        ).toBeLessThanOrEqual(rate + 1e-9);
      }),
    );
  });
});

describe('a block of symbols', () => {
  it('of fair bits costs 1 - h(D) bits each, with wrong ones counted', () => {
    for (const { rate, distortion } of shannonBlockCurve(5 * Math.LN2, 5, 2))
      expect(rate).toBeCloseTo(5 * bernoulliRate(0.5, distortion), 10);
  });

  it('costs what is left of its entropy under log loss', () => {
    expect(logLossBlockCurve(6, 4)).toEqual([
      { rate: 6, distortion: 0 },
      { rate: 0, distortion: 1.5 },
    ]);
  });

  it('of a chain that forgets at once is one of independent symbols', async () => {
    const curve = await markovBlockCurve([0.5, 0.5], symmetricTransition(2, 0.5), 4);
    for (const { rate, distortion } of curve) expect(rate).toBeCloseTo(4 * bernoulliRate(0.5, distortion), 6);
  });

  it("of a chain that remembers costs less, as little as Shannon's bound says for few errors", async () => {
    const transition = symmetricTransition(2, 0.1);
    const { blockEntropy } = markovInformation({ initial: [0.5, 0.5], transition, length: 5 });
    const curve = await markovBlockCurve([0.5, 0.5], transition, 5);
    const bound = (distortion: number): number =>
      Math.max(0, blockEntropy[4] - 5 * (Math.LN2 - bernoulliRate(0.5, distortion)));
    expect(curve[0].rate).toBeCloseTo(blockEntropy[4], 12);
    expect(curve.at(-1)!.rate).toBe(0);
    expect(curve.at(-1)!.distortion).toBeCloseTo(0.5, 12);
    for (const [i, { rate, distortion }] of curve.entries()) {
      expect(rate).toBeGreaterThan(bound(distortion) - 1e-8);
      expect(rate).toBeLessThanOrEqual(5 * bernoulliRate(0.5, distortion) + 1e-8);
      // Gray 1971: the bound is met up to D = (1 - sqrt(1 - (p/q)^2))/2, .0031 at p = .1, q = .9.
      if (i > 0 && distortion < 0.003) expect(rate).toBeCloseTo(bound(distortion), 6);
    }
    expect(curve.some(({ rate, distortion }) => rate > bound(distortion) + 0.01)).toBe(true);
  });
});
