import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { contrastedStates } from '../../../../src/information/estimators/known/contrastedStates';
import { PreparedVariable } from '../../../../src/information/job/preparedVariable';
import { mutualInformation } from '../../../../src/information/mutualInformation';
import type { Variable } from '../../../../src/information/types/variable';

const samples = 900;

type Columns = (random: Random) => [Float64Array, Float64Array];

/** Two states of one Gaussian input, each with noise of its own, with what they share in nats. */
function twins(columns: number, noise: number): { pair: Columns; shared: number } {
  const correlation = 1 / (1 + noise);
  return {
    shared: (-columns / 2) * Math.log(1 - correlation ** 2),
    pair: (random) => {
      const input = Float64Array.from({ length: samples * columns }, () => random.normal());
      const noisy = () => input.map((value) => value + Math.sqrt(noise) * random.normal());
      return [noisy(), noisy()];
    },
  };
}

const prepared = (values: Float64Array, name: string): PreparedVariable =>
  new PreparedVariable({ name, kind: 'continuous', values, samples, dimensions: values.length / samples });

async function contrastOf(pair: Columns, seed: number) {
  const [a, b] = pair(new Random(seed));
  const found = await contrastedStates(prepared(a, 'a'), prepared(b, 'b'), seed);
  return found ?? { mean: NaN, low: NaN };
}

describe('a contrast of two states', () => {
  it.each([
    ['little', 4, 3],
    ['more', 12, 1],
    ['more than the log of the samples', 40, 0.25],
  ])('lies below what they share: %s', async (_, columns, noise) => {
    const { pair, shared } = twins(columns, noise);
    for (let seed = 1; seed <= 5; seed++) {
      const { mean, low } = await contrastOf(pair, seed);
      expect(low).toBeLessThanOrEqual(shared);
      // The critic is of the right kind; sixteen directions and a fit of 450 rows lose some, never half.
      expect(mean).toBeGreaterThan(0.5 * Math.min(shared, Math.log(450)));
    }
  });

  it('is nothing for states that share nothing', async () => {
    const noise = (random: Random) => Float64Array.from({ length: samples * 20 }, () => random.normal());
    const { low } = await contrastOf((random) => [noise(random), noise(random)], 3);
    expect(low).toBe(0);
  });

  it('needs independent samples: two walks in time that share nothing seem to', async () => {
    const walk = (random: Random): Float64Array => {
      const values = new Float64Array(samples * 4);
      for (let i = 0; i < values.length; i++) values[i] = (i < 4 ? 0 : values[i - 4]) + random.normal();
      return values;
    };
    const { low } = await contrastOf((random) => [walk(random), walk(random)], 1);
    expect(low).toBeGreaterThan(0.05);
  });
});

it('two states far above the log of the samples have a lower end, and their value is that bound', async () => {
  const [columns, noise] = [40, 0.25];
  const random = new Random(7);
  const input = Float64Array.from({ length: samples * columns }, () => random.normal());
  const state = (name: string): Variable => ({
    name,
    kind: 'continuous',
    values: input.map((value) => value + Math.sqrt(noise) * random.normal()),
    samples,
    dimensions: columns,
    conditional: { given: 'input', means: input, variances: Float64Array.of(noise) },
  });
  const found = await mutualInformation(state('a'), state('b'), { estimator: 'knownConditional', seed: 1 });
  expect(found.low).toBeGreaterThan(4);
  expect(found.low).toBeLessThanOrEqual(twins(columns, noise).shared);
  expect(found.bound).toBe('lower');
  expect(found.nats).toBeLessThan(Math.log(samples));
});
