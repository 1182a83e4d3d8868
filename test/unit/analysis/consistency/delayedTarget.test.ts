import { describe, expect, it } from 'vitest';
import type { NatsEstimate } from '../../../../src/analysis/measures/natsEstimate';
import { bitsOf, holderOf, inBits } from './fixtures';

const layers = [
  { type: 'lstm', name: 'h', units: 4 },
  { type: 'dense', name: 'out', units: 16, activation: 'softmax' },
];
const binary = [layers[0], { type: 'dense', name: 'out', units: 2, activation: 'softmax' }];
/** Sixteen symbols; the target of step t is the input of step t - 2. */
const copy = { task: 'delayedCopy', symbols: 16, length: 6, delay: 2, samples: 64 };
const target = (value: number, more: Partial<NatsEstimate> = {}): NatsEstimate =>
  inBits({ quantity: 'outputInformation', source: 'h', target: 'Y', time: 6, value, ...certain, ...more });
const memory = (value: number, more: Partial<NatsEstimate> = {}): NatsEstimate =>
  inBits({ quantity: 'memory', source: 'X', target: 'h', time: 6, lag: 2, value, ...certain, ...more });
const certain = { estimator: 'knownConditional', bound: 'lower' } as const;

describe('a target that is an earlier input', () => {
  it('has one number with the memory of that input: the higher floor and the lower cap', async () => {
    const hold = await holderOf(layers, copy);
    const held = hold(memory(2, { low: 1, high: 2.6 }), target(2.5, { low: 2.2, high: 4 }));
    expect(bitsOf(held[0])).toEqual(bitsOf(held[1]));
    expect(bitsOf(held[0]).filter((_, i) => i !== 1)).toEqual([2.2, 2.6]);
    expect(hold(...held).map(bitsOf)).toEqual(held.map(bitsOf));
    const turned = hold(target(2.5, { low: 2.2, high: 4 }), memory(2, { low: 1, high: 2.6 }));
    expect(turned.map(bitsOf)).toEqual(held.map(bitsOf));
  });

  it('takes the value that no theorem moved', async () => {
    const hold = await holderOf(layers, copy);
    const [raised] = hold(memory(1, { low: 0.9, high: 3 }), target(2.5, { low: 2.2, high: 2.8 }));
    expect(bitsOf(raised)).toEqual([2.2, 2.5, 2.8]);
    const [lowered] = hold(target(3.5, { low: 1, high: 4 }), memory(2, { low: 0.5, high: 2.1, bound: 'upper' }));
    expect(bitsOf(lowered).slice(1)).toEqual([2, 2.1]);
  });

  it('gives what it is certain of to the whole: the other lags have only the rest', async () => {
    const hold = await holderOf(layers, copy);
    const whole = inBits({
      ...{ quantity: 'inputInformation', source: 'X', target: 'h', time: 6, value: 4, low: 3.8, high: 4.2 },
      ...certain,
    });
    const other = memory(3, { lag: 1, low: 0.5, high: 3.5 });
    const held = hold(whole, other, memory(1, { low: 0.5, high: 4 }), target(2.5, { low: 2.2, high: 2.6 }));
    expect([0, 2].map((end) => bitsOf(held[1])[end])).toEqual([0.5, 2]);
  });

  it('of another lag, another noise, or by a model, nothing follows', async () => {
    const hold = await holderOf(layers, copy);
    const low = target(2, { low: 1, high: 3.5 });
    const of = (better: NatsEstimate): number[] => bitsOf(hold(low, better)[0]);
    expect(of(memory(2.5, { low: 2.4, high: 2.6 }))).toEqual([2.4, 2.5, 2.6]);
    expect(of(memory(2.5, { lag: 1, low: 2.4, high: 2.6 }))).toEqual(bitsOf(low));
    expect(of(memory(2.5, { low: 2.4, high: 2.6, of: { kind: 'ownNoise' } }))).toEqual(bitsOf(low));
    const model = { assumes: 'gaussianCopula', certified: 'none', estimator: 'gaussianCopula' } as const;
    expect(of(memory(2.5, { low: 2.4, high: 2.6, ...model }))).toEqual(bitsOf(low));
  });

  it('is not found in sequences so few that they agree by chance, nor in a target that is no input', async () => {
    const few = { ...copy, symbols: 2, samples: 16 };
    const better = memory(0.5, { low: 0.4, high: 0.6 });
    const low = target(0.45, { low: 0.1, high: 0.9 });
    expect(bitsOf((await holderOf(binary, { ...few, samples: 64 }))(low, better)[0])).toEqual([0.4, 0.5, 0.6]);
    expect(bitsOf((await holderOf(binary, few))(low, better)[0])).toEqual(bitsOf(low));
    const parity = { task: 'parity', length: 6, samples: 64 };
    expect(bitsOf((await holderOf(binary, parity))(low, better)[0])).toEqual(bitsOf(low));
  });
});
