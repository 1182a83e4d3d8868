import { expect, it } from 'vitest';
import type { NatsEstimate } from '../../../../src/analysis/measures/natsEstimate';
import { bitsOf, holderOf, inBits } from './fixtures';

const layers = [
  { type: 'lstm', name: 'h', units: 4 },
  { type: 'dense', name: 'out', units: 2, activation: 'softmax' },
];
/** Its steps depend on each other, so that independence is no more than assumed by an estimate. */
const markov = { task: 'markov', symbols: 2, flip: 0.2, length: 4, samples: 16 };
const alone = (more: Partial<NatsEstimate> = {}): NatsEstimate =>
  inBits({ quantity: 'memory', source: 'X', target: 'h', lag: 2, value: 0.6, low: 0.55, high: 0.65, ...more });
const givenLater = (more: Partial<NatsEstimate> = {}): NatsEstimate =>
  inBits({
    quantity: 'conditionalMemory',
    source: 'X',
    target: 'h',
    lag: 2,
    value: 0.01,
    low: 0,
    high: 0.7,
    bound: 'lower',
    ...more,
  });
const assumed = { assumes: 'independentInputs', certified: 'high' } as const;

it('is a floor of what a step tells beside later ones where these are taken to be independent', async () => {
  const [, held] = (await holderOf(layers, markov))(alone(), givenLater(assumed));
  expect(bitsOf(held)).toEqual([0.55, 0.55, 0.7]);
  expect(held).toMatchObject(assumed);
});

it('is none where inputs depend on each other, or of another lag', async () => {
  const hold = await holderOf(layers, markov);
  expect(bitsOf(hold(alone(), givenLater())[1])).toEqual([0, 0.01, 0.7]);
  expect(bitsOf(hold(alone({ lag: 1 }), givenLater(assumed))[1])).toEqual([0, 0.01, 0.7]);
});

it('hands on the model of its own lower end', async () => {
  const byModel = { assumes: 'gaussianCopula', certified: 'none' } as const;
  const [, held] = (await holderOf(layers))(alone(byModel), givenLater());
  expect(bitsOf(held)).toEqual([0.55, 0.55, 0.7]);
  expect(held).toMatchObject({ assumes: 'gaussianCopula', certified: 'high' });
});
