import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { samplesWithoutNearCopies } from '../../../../src/information/looks/nearlyRepeatedRows';
import { mutualInformation } from '../../../../src/information/mutualInformation';
import type { Variable } from '../../../../src/information/types/variable';
import { codesOf, continuous, gaussianPair, normals } from '../samplers';

/** Rows in this order, each with a small noise of its own. */
function nearly({ name, values, dimensions }: Variable, order: readonly number[], random: Random): Variable {
  const rows = order.flatMap((row) => [...values.subarray(row * dimensions, (row + 1) * dimensions)]);
  return continuous(
    name,
    rows.map((value) => value + 1e-4 * random.normal()),
    dimensions,
  );
}

describe('rows that are nearly copies', () => {
  const random = new Random(1);
  const five = [...random.permutation(1500)].map((place) => place % 300);
  const drawn = Array.from({ length: 900 }, () => random.integer(300));
  const [x, y] = [continuous('X', normals(random, 300)), continuous('Y', normals(random, 300))];

  it('are left out: five of each, or drawn with replacement', () => {
    // A few of 300 rows may be so near each other that their copies mingle.
    const left = (order: readonly number[]): number =>
      samplesWithoutNearCopies(nearly(x, order, random), nearly(y, order, random))?.length ?? 0;
    expect(Math.abs(left(five) - 300)).toBeLessThan(6);
    expect(Math.abs(left(drawn) - new Set(drawn).size)).toBeLessThan(6);
  });

  it('are no dependence: of two that share nothing .076 nats were certified', async () => {
    const pair = [nearly(x, five, random), nearly(y, five, random)] as const;
    const estimate = await mutualInformation(...pair, { estimator: 'auto', seed: 1 });
    expect(estimate.low).toBe(0);
    expect(estimate.nats).toBeLessThan(0.05);
    expect(estimate.certified).toBe('none');
    expect(codesOf(estimate)).toContain('nearlyRepeatedRows');
  });

  it.each<[string, readonly Variable[]]>([
    ['a Gaussian pair', gaussianPair(0.6, 1000, 2)],
    ['a pair near a line', gaussianPair(1 - 1e-9, 1000, 3)],
    ['one side alone', [nearly(x, drawn, random), continuous('Y', normals(random, 900))]],
    [
      'two states with little noise, each seen often',
      [1, 2].map((seed) => {
        const own = new Random(seed);
        return continuous(
          'X',
          normals(own, 900).map((value, i) => (i % 20) + 1e-4 * value),
        );
      }),
    ],
  ])('are not seen where there are none: %s', (_, [a, b]) => {
    expect(samplesWithoutNearCopies(a, b)).toBeUndefined();
  });

  it('are found in one column of many that fill their ranges, where the first 17 rows are far', () => {
    // 60 columns of which no two rows are near: only the copies themselves are.
    const wide = continuous('X', normals(random, 300 * 60), 60);
    const left = samplesWithoutNearCopies(nearly(wide, five, random), nearly(y, five, random));
    expect(left?.length).toBe(300);
  });
});
