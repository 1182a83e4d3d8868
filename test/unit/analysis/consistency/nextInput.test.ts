import { describe, expect, it } from 'vitest';
import type { NatsEstimate } from '../../../../src/analysis/measures/natsEstimate';
import { bitsOf, holderOf, inBits } from './fixtures';

const layers = [
  { type: 'lstm', name: 'h', units: 4 },
  { type: 'dense', name: 'out', units: 2, activation: 'softmax' },
];
/** A chain of two symbols whose target is the next one, so that at step 2 of 6 it is the input of step 3. */
const chain = { task: 'markov', length: 6, samples: 16 };
const target = (value: number, more: Partial<NatsEstimate> = {}): NatsEstimate =>
  inBits({ quantity: 'outputInformation', source: 'h', target: 'Y', time: 2, value, low: value - 0.1, ...more });
const future = (value: number, more: Partial<NatsEstimate> = {}): NatsEstimate =>
  inBits({
    ...{ quantity: 'predictiveInformation', source: 'h', target: 'X', time: 2, ahead: 1 },
    ...{ value, low: value - 0.1, high: value + 0.1, ...more },
  });

describe('a target that is the next input', () => {
  it('has one number with the predictive information of one step: the higher floor and the lower cap', async () => {
    const hold = await holderOf(layers, chain);
    const held = hold(future(0.2, { low: 0.05, high: 0.3 }), target(0.25, { low: 0.22, high: 0.5 }));
    expect(bitsOf(held[0])).toEqual(bitsOf(held[1]));
    expect(bitsOf(held[0]).filter((_, i) => i !== 1)).toEqual([0.22, 0.3]);
    // Whatever their order, and once more.
    expect(hold(...held).map(bitsOf)).toEqual(held.map(bitsOf));
    const turned = hold(target(0.25, { low: 0.22, high: 0.5 }), future(0.2, { low: 0.05, high: 0.3 }));
    expect(turned.map(bitsOf)).toEqual(held.map(bitsOf));
  });

  it('is no more than what is known of several next steps', async () => {
    const hold = await holderOf(layers, chain);
    const [several, one] = hold(future(0.1, { ahead: 3, low: 0, high: 0.4 }), target(0.3, { low: 0.25, high: 0.5 }));
    expect(bitsOf(several)).toEqual([0.25, 0.2875, 0.4]);
    expect(bitsOf(one)).toEqual([0.25, 0.2875, 0.4]);
  });

  it('of states with other noise, by a model, or of another target, nothing follows', async () => {
    const hold = await holderOf(layers, chain);
    const of = (...given: NatsEstimate[]): number[] => bitsOf(hold(...given)[0]);
    const low = future(0.2, { low: 0.05, high: 0.3 });
    const better = target(0.25, { low: 0.22, high: 0.28 });
    expect(of(low, better)).toEqual([0.22, 0.25, 0.28]);
    expect(of(low, { ...better, of: { kind: 'ownNoise' } })).toEqual(bitsOf(low));
    expect(of(low, { ...better, assumes: 'gaussianCopula', certified: 'none' })).toEqual(bitsOf(low));
    // The parity of all symbols so far is no symbol of the input, of which nothing is known ahead.
    const parity = await holderOf(layers, { task: 'parity', length: 6, samples: 64 });
    expect(bitsOf(parity(better, low)[0])).toEqual(bitsOf(better));
  });
});
