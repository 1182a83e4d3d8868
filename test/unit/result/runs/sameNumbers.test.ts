import { expect, it } from 'vitest';
import { inEnglish } from '../../../../src/base/sentence';
import type { AnalysisResult } from '../../../../src/result/result';
import { sameness } from '../../../../src/result/runs/sameNumbers';
import { samenessWords } from '../../../../src/result/runs/samenessWords';
import { fakeResult } from '../../../../webview/fake/result';

const run = (): AnalysisResult => fakeResult({ sweep: true });

function words(before: AnalysisResult, after: AnalysisResult): string[] {
  return samenessWords(sameness(before, after), before.environment, after.environment).map(inEnglish);
}

it('says of two equal documents that all numbers are the same', () => {
  const found = sameness(run(), run());
  expect(found).toMatchObject({ verdict: 'equal', unequal: 0, alone: 0, largest: 0, differing: [] });
  expect(found.compared).toBeGreaterThan(run().estimates.length * 3);
  expect(words(run(), run())).toEqual([`The numbers are the same: all ${found.compared} of them, to the last bit.`]);
});

it('does not depend on the order of the estimates, on times and on words', () => {
  const other = run();
  other.estimates.reverse();
  for (const stage of other.stages) stage.seconds += 3;
  other.findings = [];
  expect(sameness(run(), other).verdict).toBe('equal');
});

it('compares estimates on parts of the sequences, each with the one of as many parts', () => {
  const biased = (): AnalysisResult => {
    const { quantity, source, target, epoch, estimator, unit } = run().estimates[0];
    const point = { quantity, source, target, epoch, estimator, unit };
    return { ...run(), bias: [4, 2, 1].map((parts) => ({ ...point, parts, samples: 800 / parts, value: 1 / parts })) };
  };
  const other = biased();
  other.bias?.reverse();
  const found = sameness(biased(), other);
  expect(found).toMatchObject({ verdict: 'equal', alone: 0 });
  expect(found.compared).toBe(sameness(run(), run()).compared + 6);
});

it('tells lags from the start from lags back from the state', () => {
  const lags = (order: readonly ('start' | undefined)[]): AnalysisResult => {
    const [estimate] = run().estimates.filter(({ lag }) => lag !== undefined);
    const both = order.map((from) =>
      from === undefined ? { ...estimate, value: 1 } : { ...estimate, from, value: 2 },
    );
    return { ...run(), estimates: both };
  };
  expect(sameness(lags(['start', undefined]), lags([undefined, 'start'])).verdict).toBe('equal');
});

it('finds a run equal to its saved document, which holds neither -0 nor infinite numbers', () => {
  const fresh = run();
  fresh.estimates[0].low = -0;
  fresh.estimates[1].low = -Infinity;
  fresh.training[0].loss = NaN;
  const saved = JSON.parse(JSON.stringify(fresh)) as AnalysisResult;
  expect(sameness(saved, fresh)).toMatchObject({ verdict: 'equal', unequal: 0, alone: 0 });
});

it('tells the last bit from the digits before it', () => {
  const [last, early] = [run(), run()];
  const { value } = last.estimates[5];
  last.estimates[5].value = value + 1e-7;
  expect(sameness(run(), last)).toMatchObject({ verdict: 'rounding', unequal: 1, differing: [] });
  expect(sameness(run(), last).largest).toBeLessThan(1.1e-7);
  early.estimates[5].value = value + 1e-3;
  const found = sameness(run(), early);
  expect(found).toMatchObject({ verdict: 'different', unequal: 1 });
  expect(found.differing).toHaveLength(1);
  expect(found.differing[0]).toMatchObject({ before: value, after: value + 1e-3 });
});

it('names the largest differences first, and counts the others', () => {
  const other = run();
  other.training.forEach((record, i) => (record.validationLoss += 0.001 * (i + 1)));
  const [verdict, first] = words(run(), other);
  expect(verdict).toMatch(/^The numbers are not the same: \d+ of \d+ differ by more than rounding/);
  expect(first).toContain(`training[${other.training.length - 1}].validationLoss`);
});

it('calls a number that one run alone has a difference, and names another backend', () => {
  const other = run();
  other.estimates.pop();
  other.environment = { ...other.environment, backend: 'cpu' };
  const said = words(run(), other);
  expect(said[0]).toBe('The two runs do not have the same numbers.');
  expect(said[1]).toMatch(/^[34] numbers occur in only one of the two runs/);
  expect(said[2]).toMatch(/^The kept run was computed by .*, and this one by cpu .*, so the last digits may differ/);
});
