import { expect, it } from 'vitest';
import { fewStates } from '../../../src/analysis/measures/stepped/conditionalMemory';

it('warns of a term whose states leave it uncertain, and not of bounds that are apart', () => {
  const wide = { nats: 0.5, low: 0.4, high: 0.6, bound: 'none' as const };
  // Three standard errors of .051 are 31 % of the value.
  expect(fewStates(wide, 128)).toEqual([{ code: 'uncertain', args: [128, 20] }]);
  expect(fewStates({ ...wide, low: 0.47, high: 0.53 }, 128)).toEqual([]);
  expect(fewStates({ ...wide, bound: 'lower' }, 128)).toEqual([]);
});
