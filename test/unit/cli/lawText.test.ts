import { expect, test } from 'vitest';
import { lawText } from '../../../src/cli/networksTable';
import type { DecayLaw } from '../../../src/result/result';

test('a law that the lags do not prefer clearly is not told without the other', () => {
  const law = (lead: number): DecayLaw => ({
    ...{ kind: 'exponential', parameter: 1.71, low: 1.35, high: 2.33, amplitude: 1, explained: 0.9 },
    ...{ from: 1, to: 6, points: 6, criterion: 'AICc', lead },
  });
  expect(lawText(law(5))).toBe('exponential, tau 1.71 [1.35, 2.33]');
  expect(lawText(law(0.1))).toBe('exponential, tau 1.71 [1.35, 2.33] (power law fits as well)');
});
