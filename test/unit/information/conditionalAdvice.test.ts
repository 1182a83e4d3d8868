import { describe, expect, it } from 'vitest';
import { conditionalMutualInformation } from '../../../src/information/conditionalInformation';
import { estimatorNames, type EstimatorName } from '../../../src/information/estimators/table';
import type { Variable } from '../../../src/information/types/variable';
import { gaussianVectors, symmetricChannel } from './samplers';

const [a, b] = symmetricChannel(3, 0.3, 240, 1);
const [c] = symmetricChannel(2, 0.3, 240, 2);
const [x, y] = gaussianVectors(0.5, 1, 240, 3);
const [z] = gaussianVectors(0.5, 1, 240, 4);

type Triple = readonly [Variable, Variable, Variable];

const refusal = (variables: Triple, estimator: EstimatorName): Promise<string> =>
  conditionalMutualInformation(...variables, { estimator, seed: 1 }).then(
    () => 'accepted',
    (error: unknown) => String(error),
  );

const namesIn = (advice: string): EstimatorName[] =>
  estimatorNames.filter((name) => new RegExp(`these:.*\\b${name}\\b`).test(advice));

describe('the refusal of a conditional form', () => {
  it.each<[string, Triple, EstimatorName[]]>([
    ['three discrete variables', [a, b, c], ['plugin', 'millerMadow', 'grassberger', 'chaoShen', 'nsb']],
    ['three continuous variables', [x, y, z], ['ksg1', 'gaussianCopula', 'gaussian']],
    ['classes among numbers', [a, y, z], ['ksg1', 'gaussianCopula', 'gaussian']],
    ['classes given a number', [a, b, z], ['ksg1', 'gaussianCopula', 'gaussian']],
  ])('of %s names the estimators that accept them', async (_, variables, expected) => {
    const advice = await refusal(variables, 'probe');
    expect(advice).toMatch(/no conditional form/);
    expect(namesIn(advice)).toEqual(expected);
    for (const estimator of expected)
      expect((await conditionalMutualInformation(...variables, { estimator, seed: 1 })).estimator).toBe(estimator);
  });

  it('sends counts of numbers to estimators of numbers', async () => {
    expect(namesIn(await refusal([x, y, c], 'plugin'))).toEqual(['ksg1', 'gaussianCopula', 'gaussian']);
  });

  it.each(['gaussian', 'gaussianCopula'] as const)(
    '%s does not call what classes share infinite',
    async (estimator) => {
      const renamed = { ...a, name: 'Y' };
      const discrete = await refusal([a, renamed, c], estimator);
      expect(discrete).toMatch(/takes the classes of "X" for numbers/);
      expect(discrete).not.toMatch(/infinite|noise/);
      const names = namesIn(discrete);
      expect(names).toContain('millerMadow');
      for (const name of names)
        expect((await conditionalMutualInformation(a, renamed, c, { estimator: name, seed: 1 })).nats).toBeLessThan(
          1.2,
        );
      expect(namesIn(await refusal([a, renamed, z], estimator))).toEqual(['ksg1']);
      expect(await refusal([x, { ...x, name: 'Y' }, c], estimator)).toMatch(/infinite/);
    },
  );
});
