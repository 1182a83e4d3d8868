import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { knownConditionalInformation } from '../../../../src/information/estimators/known/knownConditional';
import { sharedVarianceSums } from '../../../../src/information/estimators/known/sharedVariance';
import { runEstimationJob } from '../../../../src/information/runJob';

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

  it('are those that the pairs of a state are made of too', async () => {
    const [state, next] = [noisy(120, 9, 0, 0.5), noisy(121, 9, 0, 0.5)].map(({ variable, conditional }) => ({
      ...variable,
      samples: 120,
      values: variable.values.slice(0, 120 * 9),
      conditional: { ...conditional, means: conditional.means.slice(0, 120 * 9) },
    }));
    const input = {
      name: 'X',
      kind: 'discrete' as const,
      values: Float64Array.from({ length: 120 }, (_, i) => i),
      samples: 120,
      dimensions: 1,
    };
    const [about] = await runEstimationJob({
      variables: [input, state, next],
      pairs: [
        { x: 0, y: 1 },
        { x: 1, y: 2 },
      ],
      options: { estimator: 'knownConditional', seed: 1 },
    });
    const alone = await knownConditionalInformation(state);
    if ('error' in about) throw new Error('no estimate');
    expect(about.nats).toBeCloseTo(alone.nats, 9);
    expect(about.low).toBeCloseTo(alone.low, 9);
    expect(about.high).toBeCloseTo(alone.high, 9);
  });
});
