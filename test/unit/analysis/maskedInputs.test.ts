import { expect, it } from 'vitest';
import { inEnglish } from '../../../src/base/sentence';
import { saidOfMasked } from '../../../src/analysis/run/maskedInputs';
import { withLengths } from '../../../src/data/realSteps';
import { continuousSequences, discreteSequences } from '../../../src/data/sequences';

it('counts the real steps that the network of a file skips', () => {
  const symbols = discreteSequences(Int32Array.of(1, 2, 0, 0, 3, 1, 0, 2), 2, 4, 4);
  const zero = { of: 'symbols', value: 0 } as const;
  expect(inEnglish(saidOfMasked(symbols, zero)!)).toMatch(/skips steps of 0, but 3 of 8 steps/);
  expect(inEnglish(saidOfMasked(withLengths(symbols, Int32Array.of(2, 4)), zero)!)).toMatch(/1 of 6 steps/);
  expect(saidOfMasked(withLengths(symbols, Int32Array.of(2, 2)), zero)).toBeUndefined();
  expect(saidOfMasked(symbols, undefined)).toBeUndefined();
});

it('takes a step of numbers for one that is skipped only where all of them are the value', () => {
  const numbers = continuousSequences(Float32Array.of(-0.1, 2, -0.1, -0.1, 1, -0.1), 1, 3, 2);
  expect(inEnglish(saidOfMasked(numbers, { of: 'numbers', value: -0.1 })!)).toMatch(/1 of 3 steps/);
  // Symbols are one-hot vectors, which are no such numbers.
  const symbols = discreteSequences(Int32Array.of(1, 0), 1, 2, 2);
  expect(saidOfMasked(symbols, { of: 'numbers', value: 0 })).toBeUndefined();
});
