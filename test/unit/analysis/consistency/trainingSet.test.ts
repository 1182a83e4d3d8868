import { expect, test } from 'vitest';
import { bitsOf, codesOf, holderOf, inBits } from './fixtures';

test('training sequences may be known better than the source allows, and hold no other estimate', async () => {
  const held = await holderOf([
    { type: 'lstm', name: 'h', units: 4 },
    { type: 'dense', name: 'out', units: 2, activation: 'softmax' },
  ]);
  const memorised = inBits({ quantity: 'outputInformation', source: 'out', target: 'Y', value: 3, set: 'training' });
  const [training] = held(memorised);
  expect(bitsOf(training)).toEqual([2.5, 3, 3.5]);
  expect(codesOf(training)).toEqual([]);
});
