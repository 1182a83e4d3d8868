import { expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { entropy } from '../../../src/information/entropy';
import { onParts } from '../../../src/information/onParts';
import type { InformationEstimate } from '../../../src/information/types/estimate';
import { mutualInformation } from '../../../src/information/mutualInformation';
import type { Variable } from '../../../src/information/types/variable';

const symbols = (name: string, samples: number, seed: number): Variable => {
  const random = new Random(seed);
  const values = Float64Array.from({ length: samples }, () => random.integer(8));
  return { name, kind: 'discrete', values, samples, dimensions: 1 };
};
const signal = new AbortController().signal;

it('counts of independent symbols: the bias (K-1)^2/2N of Miller 1955 falls with the number of rows', async () => {
  const variables = [symbols('x', 4000, 1), symbols('y', 4000, 2)];
  const found = await onParts(variables, 1, ([x, y]) =>
    mutualInformation(x, y, { estimator: 'plugin', seed: 1 }, signal),
  );
  expect(found.map(({ samples, parts }) => [samples, parts])).toEqual([
    [1000, 4],
    [2000, 2],
  ]);
  // 49/2N, and 2N times the value is chi-squared of 49 degrees: a deviation of 9.9/2N, less by the root of the parts.
  for (const { samples, parts, nats } of found)
    expect(Math.abs(nats * 2 * samples - 49)).toBeLessThan((3 * 9.9) / Math.sqrt(parts));
});

it('every row is in one part, with its values', async () => {
  const values = Float64Array.from({ length: 20 }, (_, i) => i);
  const seen: number[][] = [];
  const part = (rows: readonly Variable[]): Promise<InformationEstimate> => {
    seen.push(Array.from(rows[0].values));
    return entropy(rows[0], { estimator: 'auto', seed: 1 }, signal);
  };
  await onParts([{ name: 'x', kind: 'discrete', values, samples: 20, dimensions: 1 }], 3, part);
  expect(seen.map((rows) => rows.length)).toEqual([5, 5, 5, 5, 10, 10]);
  for (const half of [seen.slice(0, 4), seen.slice(4)])
    expect(half.flat().sort((a, b) => a - b)).toEqual(Array.from(values));
});
