import { expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { runEstimationJob } from '../../../../src/information/runJob';
import { pairwiseInformation } from '../../../../src/analysis/studies/ranking/pairwise';
import { rank } from '../../../../src/analysis/studies/ranking/rank';

/**
 * Columns: 0 carries the first bit of the class, 1 is a copy of 0, 2 carries the second bit with more noise, 3 and 4
 * are noise. A class is two fair bits.
 */
async function ranked(method: 'mrmr' | 'cmim' | 'jmi', samples = 400) {
  const random = new Random(3);
  const count = 5;
  const members = new Float64Array(samples * count);
  const classes = new Float64Array(samples);
  for (let i = 0; i < samples; i++) {
    const [first, second] = [random.integer(2), random.integer(2)];
    classes[i] = 2 * first + second;
    const clear = first + 0.2 * random.normal();
    members.set([clear, clear, second + 0.4 * random.normal(), random.normal(), random.normal()], i * count);
  }
  const target = { name: 'Y', kind: 'discrete' as const, values: classes, samples, dimensions: 1 };
  const pairwise = await pairwiseInformation(
    [{ members, count, targets: [target] }],
    3,
    1,
    runEstimationJob,
    new AbortController().signal,
  );
  return { pairwise, ranked: rank(pairwise, method) };
}

it.each(['mrmr', 'cmim'] as const)('%s takes the second bit before the copy of the first', async (method) => {
  const { ranked: order } = await ranked(method);
  expect(order.slice(0, 2).map(({ member }) => member)).toEqual([0, 2]);
});

it('cmim gives the copy nothing, since it adds nothing to what is chosen', async () => {
  const { ranked: order } = await ranked('cmim');
  const copy = order.find(({ member }) => member === 1);
  expect(copy?.score).toBeCloseTo(0, 6);
  // The copy alone knows the first bit, less the overlap of the two peaks (2.5 deviations apart from the middle).
  expect(copy?.relevance).toBeGreaterThan(0.8 * Math.LN2);
});

it('jmi takes the second bit second, and noise last', async () => {
  const { ranked: order } = await ranked('jmi');
  expect(order.slice(0, 2).map(({ member }) => member)).toEqual([0, 2]);
  expect(
    order
      .slice(3)
      .map(({ member }) => member)
      .every((member) => member !== 2 && member !== 0),
  ).toBe(true);
});

it('mrmr puts a copy behind noise, by its redundancy', async () => {
  const { ranked: order } = await ranked('mrmr');
  expect(order.at(-1)?.member).toBe(1);
});
