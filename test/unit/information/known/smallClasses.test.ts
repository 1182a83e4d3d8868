import { expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { mutualInformation } from '../../../../src/information/mutualInformation';
import { continuous, discrete, normals } from '../samplers';

/** Noisy states of many columns, and classes that have nothing to do with them. */
async function aboutClasses(classes: number, samples = 240) {
  const random = new Random(1);
  const columns = 12;
  const means = Float64Array.from(normals(random, samples * columns));
  const values = means.map((mean) => mean + 0.1 * random.normal());
  const labels = Array.from({ length: samples }, () => random.integer(classes));
  return mutualInformation(
    { ...discrete('C', labels), independentGiven: 'X' },
    {
      ...continuous('H', Array.from(values), columns),
      conditional: { given: 'X', means, variances: Float64Array.of(0.01) },
    },
    { estimator: 'auto', seed: 1 },
  );
}

it('classes too small to tell anything are not read as their entropy', async () => {
  // Of 100 classes, 240 samples have 2 or 3 each; the states are as far apart as any, and share nothing with them.
  const { estimator, nats, low, high } = await aboutClasses(100);
  expect(estimator).toBe('knownConditional');
  expect(nats).toBe(low);
  expect(nats).toBeLessThan(0.1);
  expect(high).toBeGreaterThan(1);
});

it('of states far above the log of the samples the value is a lower bound', async () => {
  const random = new Random(2);
  const states = Array.from(normals(random, 300 * 10));
  const side = (name: string) => ({
    ...continuous(
      name,
      states.map((value) => value + 0.1 * random.normal()),
      10,
    ),
    conditional: { given: 'X', means: Float64Array.from(states), variances: Float64Array.of(0.01) },
  });
  const { bound, low, nats } = await mutualInformation(side('A'), side('B'), { estimator: 'auto', seed: 1 });
  expect(low).toBeGreaterThan(0);
  expect(low).toBeLessThan(nats);
  expect(nats).toBeLessThan(Math.log(300));
  expect(bound).toBe('lower');
});
