import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { sharedVarianceSums } from '../../../../src/information/estimators/known/sharedVariance';

function noisy(samples: number, dimensions: number, offset: number, spread: number) {
  const random = new Random(samples);
  const means = Float64Array.from({ length: samples * dimensions }, () => offset + spread * random.normal());
  const values = means.map((mean) => mean + 0.3 * random.normal());
  const conditional = { given: 'X', means, variances: Float64Array.of(0.09) };
  return { variable: { name: 'Z', kind: 'continuous' as const, values, samples, dimensions }, conditional };
}

describe('mixtures of Gaussians of one variance', () => {
  it.each([
    [2, 1, 0],
    [13, 3, 0],
    [64, 16, 1e5],
    [101, 5, -3],
  ])('%i samples of %i columns around %d sum as written out', async (samples, dimensions, offset) => {
    const { variable, conditional } = noisy(samples, dimensions, offset, 0.5);
    const sums = await sharedVarianceSums(variable, conditional);
    for (let i = 0; i < samples; i++) {
      const densities = Array.from({ length: samples }, (_, j) => {
        let squares = 0;
        for (let d = 0; d < dimensions; d++)
          squares += (variable.values[i * dimensions + d] - conditional.means[j * dimensions + d]) ** 2;
        return Math.exp(-squares / 0.18);
      });
      const all = densities.reduce((sum, density) => sum + density, 0);
      const others = densities.reduce((sum, density, j) => (j === i ? sum : sum + density), 0);
      // Exponentials are taken in float32.
      expect(sums?.own[i]).toBeCloseTo(Math.log(densities[i]), 5);
      expect(sums?.mixture[i]).toBeCloseTo(Math.log(all / samples), 5);
      expect(sums?.leaveOneOut[i]).toBeCloseTo(Math.log(others / (samples - 1)), 5);
    }
  });

  it('leaves points that lie too far apart, and a single sample, to differences', async () => {
    const far = noisy(10, 2, 0, 1e5);
    expect(await sharedVarianceSums(far.variable, far.conditional)).toBeUndefined();
    const single = noisy(1, 2, 0, 1);
    expect(await sharedVarianceSums(single.variable, single.conditional)).toBeUndefined();
  });
});
