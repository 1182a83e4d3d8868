import { describe, expect, it } from 'vitest';
import { inEnglish, sentence, verbatim } from '../../../src/base/sentence';
import { warning } from '../../../src/information/types/warnings';
import { failureWarnings } from '../../../src/analysis/measures/failureWarnings';
import { isSameComputedFrom } from '../../../src/result/computedFrom';
import { analysisWarning } from '../../../src/result/warnings';
import { warningSentence, warningsInEnglish } from '../../../src/result/warningSentence';

describe('a warning in words', () => {
  it('has its amounts in the requested unit, with their own decimals', () => {
    const saturated = warning('lowerBoundNearCeiling', { nats: Math.log(1000), digits: 2 }, 1000);
    expect(inEnglish(warningSentence(saturated, 'bits'))).toContain('its ceiling of 9.97 bits');
    expect(inEnglish(warningSentence(saturated, 'nats'))).toContain('its ceiling of 6.91 nats');
  });

  it('keeps fractions that are no amounts as they are', () => {
    expect(inEnglish(warningSentence(warning('takenForFunction', 'h', 'X', 0.001), 'bits'))).toContain(
      'noise of variance 0.001.',
    );
  });

  it('leaves braces in its arguments alone', () => {
    const odd = analysisWarning('text', 'I(X_{3};h) is odd');
    expect(warningsInEnglish([odd], 'bits')).toEqual(['I(X_{3};h) is odd']);
  });
});

it('counts failures of one cause together, those on training sequences apart', () => {
  const failure = { quantity: 'memory', source: 'X', target: 'h', cause: sentence('There is one class.') } as const;
  const all = [failure, { ...failure, set: 'training' as const }, failure, { ...failure, cause: verbatim('NaN.') }];
  expect(warningsInEnglish(failureWarnings(all), 'bits')).toEqual([
    'No estimate of `memory` I(X;h), 2 times: There is one class.',
    'No estimate of `memory` I(X;h) on training sequences: There is one class.',
    'No estimate of `memory` I(X;h): NaN.',
  ]);
});

it('compares what estimates are computed from by value, whatever the order of fields', () => {
  expect(
    isSameComputedFrom({ kind: 'bins', count: 10, equalWidth: true }, { equalWidth: true, count: 10, kind: 'bins' }),
  ).toBe(true);
  expect(isSameComputedFrom({ kind: 'bins', count: 10 }, { kind: 'bins', count: 10, equalWidth: true })).toBe(false);
  expect(isSameComputedFrom({ kind: 'declaredNoise', variance: 0.01 }, undefined)).toBe(false);
});
