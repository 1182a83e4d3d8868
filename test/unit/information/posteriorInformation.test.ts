import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { type BetweenBounds, betweenBounds } from '../../../src/information/estimators/known/fromRatios';
import { ofDivergences, posteriorDivergences } from '../../../src/information/estimators/known/posteriorInformation';
import { Breather } from '../../../src/information/numerics/breather';
import { levelsInNoise } from '../../accuracy/annealing/networks';

/** States of the inputs with these means, drawn with their probabilities, with noise of variance 1. */
function problem(means: readonly number[], probabilities: readonly number[], count: number) {
  const random = new Random(4);
  const drawn = Float64Array.from({ length: count }, () => {
    let left = random.uniform();
    return means[
      Math.max(
        0,
        probabilities.findIndex((p) => (left -= p) < 0),
      )
    ];
  });
  const variances = [1];
  const rows = {
    count,
    dimensions: 1,
    values: drawn.map((mean) => mean + random.normal()),
    own: { count, means: drawn, variances },
  };
  return {
    rows,
    inputs: { count: means.length, means, variances, logWeights: Float64Array.from(probabilities, Math.log) },
  };
}

type Problem = ReturnType<typeof problem>;

async function informationOf({ rows, inputs }: Problem, symbols: readonly number[]): Promise<BetweenBounds> {
  return betweenBounds(ofDivergences(await posteriorDivergences(rows, inputs, symbols, new Breather())));
}

describe('information about a symbol by its posterior', () => {
  it.each([0.1, 0.5, 2])('two levels in noise, amplitude %d: the integral inside a narrow interval', async (level) => {
    const { nats, low, high } = await informationOf(problem([-level, level], [0.5, 0.5], 20_000), [7, 9]);
    const exact = levelsInNoise(2, level) * Math.LN2;
    // The standard error is a quarter of the interval.
    expect(Math.abs(nats - exact)).toBeLessThan((3 / 4) * (high - low));
    expect(high - low).toBeLessThan(0.05 * exact);
  });

  it('sums over the inputs of a symbol, and knows nothing where all inputs have one', async () => {
    const four = problem([-2, 2, -2.0001, 1.9999], [0.4, 0.3, 0.1, 0.2], 5000);
    const [parted, joined] = [await informationOf(four, [0, 1, 0, 1]), await informationOf(four, [5, 5, 5, 5])];
    const { nats } = await informationOf(problem([-2, 2], [0.5, 0.5], 5000), [0, 1]);
    expect(parted.nats).toBeCloseTo(nats, 1);
    expect(joined.nats).toBeCloseTo(0, 12);
  });

  it('leaves out symbols that never come', async () => {
    const { nats } = await informationOf(problem([-3, 3, 50], [0.5, 0.5, 0], 2000), [0, 1, 2]);
    expect(nats).toBeCloseTo(levelsInNoise(2, 3) * Math.LN2, 2);
  });
});
