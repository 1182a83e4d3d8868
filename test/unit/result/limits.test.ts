import { expect, it } from 'vitest';
import { limitsText, readingOf } from '../../../src/result/limits';
import type { Grounds } from '../../../src/information/types/assumption';

const ends = (high: number | null, resting: Grounds = {}) => ({ low: 1, high, ...resting });
const copula = { assumes: 'gaussianCopula' } as const;

it.each([
  ['two certified limits', ends(2), 'between', '[1.0, 2.0]'],
  ['nothing above', ends(null), 'atLeast', '[≥ 1.0]'],
  ['nothing above, as the code has it', ends(Infinity), 'atLeast', '[≥ 1.0]'],
  ['a model above', ends(2, copula), 'atLeast', '[≥ 1.0]~'],
  ['a model, and nothing above', ends(null, copula), 'atLeast', '[≥ 1.0]~'],
  ['a model below', ends(2, { ...copula, certified: 'high' }), 'atMost', '[≤ 2.0]~'],
  ['a model on both sides', ends(2, { ...copula, certified: 'none' }), 'inModel', '[1.0, 2.0]~'],
  ['a model below, and nothing above', ends(null, { ...copula, certified: 'none' }), 'inModel', '[1.0, ∞]~'],
  ['a model for the value alone', ends(2, { ...copula, certified: 'both' }), 'between', '[1.0, 2.0]'],
  ['the same, and nothing above', ends(null, { ...copula, certified: 'both' }), 'atLeast', '[≥ 1.0]'],
] as const)('%s', (_, estimate, reading, text) => {
  expect(readingOf(estimate)).toBe(reading);
  expect(limitsText(estimate, (value) => value.toFixed(1))).toBe(text);
});
