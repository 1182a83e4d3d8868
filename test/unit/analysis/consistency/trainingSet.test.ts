import { expect, test } from 'vitest';
import { bitsOf, codesOf, holderOf, inBits } from './fixtures';

const layers = [
  { type: 'lstm', name: 'h', units: 4 },
  { type: 'dense', name: 'out', units: 2, activation: 'softmax' },
];
const told = (value: number) =>
  inBits({ quantity: 'outputInformation', source: 'out', target: 'Y', value, set: 'training' });

test('training sequences may be known better than the law of the task allows, and hold no other estimate', async () => {
  // The past of this chain tells .531 bits of the next symbol.
  const held = await holderOf(layers, { task: 'markov', length: 4, flip: 0.1, samples: 16 });
  const [training, heldOut] = held(told(0.8), inBits({ ...told(0.8), set: undefined }));
  expect(bitsOf(training)).toEqual([0.3, 0.8, 1]);
  expect(codesOf(training)).toEqual([]);
  expect(heldOut.value).toBeLessThan(training.value);
});

test('no law makes a symbol of two worth more than a bit', async () => {
  const [training] = (await holderOf(layers))(told(3));
  expect(bitsOf(training)).toEqual([1, 1, 1]);
  expect(codesOf(training)).toEqual(['aboveTargetEntropy']);
});
