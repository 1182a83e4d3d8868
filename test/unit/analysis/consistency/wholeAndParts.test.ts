import { describe, expect, it } from 'vitest';
import type { NatsEstimate } from '../../../../src/analysis/measures/natsEstimate';
import { bitsOf, codesOf, holderOf, inBits } from './fixtures';

const lstm = { type: 'lstm', name: 'h', units: 4 };
const out = { type: 'dense', name: 'out', units: 2, activation: 'softmax' };
const code = { type: 'bottleneck', name: 'z', units: 2 };
const input = (target: string, value: number, more: Partial<NatsEstimate> = {}): NatsEstimate =>
  inBits({ quantity: 'inputInformation', source: 'X', target, value, estimator: 'knownConditional', ...more });
const told = (source: string, value: number, more: Partial<NatsEstimate> = {}): NatsEstimate =>
  inBits({ quantity: 'outputInformation', source, target: 'Y', value, ...more });
const byModel = { assumes: 'nearestNeighbors', certified: 'none' } as const;
const given = (lag: number, value: number): NatsEstimate =>
  inBits({ quantity: 'conditionalMemory', source: 'X', target: 'h', lag, value, low: value - 0.2, high: value + 0.2 });

describe('a whole and its parts', () => {
  it('no value is below 0, without a word where two decimals do not show it', async () => {
    const [held] = (await holderOf([lstm, out]))(told('h', -0.1, { ...byModel, low: -0.3, high: -0.05 }));
    expect(held.low).toBe(0);
    expect(held.value).toBe(0);
    expect(held.high).toBeGreaterThanOrEqual(0);
  });

  it('a layer that reads a code alone holds no more than the code, one that reads more may', async () => {
    const ofCode = input('z', 1, { of: { kind: 'ownNoise' }, high: 1.2 });
    const above = input('out', 2.2);
    const held = (await holderOf([lstm, code, out]))(ofCode, above)[1];
    expect(bitsOf(held)).toEqual([1.2, 1.2, 1.2]);
    expect(codesOf(held)).toEqual(['aboveCode']);
    const skips = { ...out, skip: ['h'] };
    expect(bitsOf((await holderOf([lstm, code, skips]))(ofCode, above)[1])).toEqual([1.7, 2.2, 2.7]);
  });

  it('declared noise bounds whatever else the state tells, its own noise does not', async () => {
    const capacity = (kind: 'declaredNoise' | 'ownNoise'): NatsEstimate =>
      inBits({
        quantity: 'stateCapacity',
        source: 'X',
        target: 'h',
        value: 0.2,
        high: 0.3,
        of: kind === 'ownNoise' ? { kind } : { kind, variance: 0.01 },
      });
    const hold = await holderOf([lstm, out]);
    expect(bitsOf(hold(capacity('declaredNoise'), told('h', 0.9, byModel))[1])).toEqual([0, 0.225, 0.3]);
    expect(bitsOf(hold(capacity('ownNoise'), told('h', 0.5, byModel))[1])).toEqual([0, 0.5, 1]);
  });

  it('the terms of the chain rule add up to the whole, each within its interval', async () => {
    const terms = [given(0, 1), given(1, 0.8), given(2, 0.5), given(3, 0.3)];
    const [whole, ...held] = (await holderOf([lstm, out]))(input('h', 2.4, { low: 2.3, high: 2.5 }), ...terms);
    expect(held.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(whole.value, 9);
    held.forEach(({ low, value, high }) => {
      expect(value).toBeGreaterThanOrEqual(low);
      expect(value).toBeLessThanOrEqual(high);
    });
    expect(codesOf(held[1])).toEqual(['chainRule']);
    // A curve with a lag missing has no such sum.
    const [, ...some] = (await holderOf([lstm, out]))(input('h', 2.4), ...terms.slice(1));
    expect(bitsOf(some[0])).toEqual(bitsOf(terms[1]));
  });

  it('of independent steps one alone tells no more than beside all later ones', async () => {
    const alone = (value: number, low: number, high: number): NatsEstimate =>
      inBits({ quantity: 'memory', source: 'X', target: 'h', lag: 1, value, low, high });
    const beside = (value: number, low: number, high: number): NatsEstimate => ({
      ...inBits({ quantity: 'conditionalMemory', source: 'X', target: 'h', lag: 1, value, low, high }),
      bound: 'lower',
    });
    const hold = await holderOf([lstm, out]);
    const [, raised] = hold(alone(0.8, 0.7, 0.9), beside(0, 0, 1));
    expect(bitsOf(raised)).toEqual([0.7, 0.8, 1]);
    expect(codesOf(raised)).toEqual(['belowLagAlone']);
    const [lowered] = hold(alone(0.2, 0, 1), beside(0.05, 0, 0.1));
    expect(bitsOf(lowered)).toEqual([0, 0.1, 0.1]);
    expect(codesOf(lowered)).toEqual(['aboveLagGivenLater']);
    // Another lag, and steps that depend on each other, say nothing.
    expect(bitsOf(hold(alone(0.8, 0.7, 0.9), { ...beside(0, 0, 1), lag: 2 })[1])).toEqual([0, 0, 1]);
    const chain = await holderOf([lstm, out], { task: 'markov', symbols: 2, length: 4, samples: 16 });
    expect(bitsOf(chain(alone(0.8, 0.7, 0.9), beside(0, 0, 1))[1])).toEqual([0, 0, 0.468996]);
  });

  it('memory at lag 0 is one number by either way to it', async () => {
    const alone = inBits({ quantity: 'memory', source: 'X', target: 'h', lag: 0, value: 0.6, low: 0.55, high: 0.9 });
    const beside: NatsEstimate = { ...given(0, 0.8), bound: 'lower', ...byModel };
    const hold = await holderOf([lstm, out]);
    for (const [memory, conditional] of [hold(alone, beside), hold(beside, alone).reverse()]) {
      expect(bitsOf(memory)).toEqual([0.55, 0.6, 0.9]);
      expect(bitsOf(conditional)).toEqual(bitsOf(memory));
      expect([conditional.assumes, conditional.bound]).toEqual([memory.assumes, memory.bound]);
      expect(conditional.quantity).toBe('conditionalMemory');
    }
    // Two certified intervals leave what both have.
    const [memory, conditional] = hold(alone, { ...given(0, 0.8), bound: 'lower' });
    expect(bitsOf(memory)[0]).toBe(0.6);
    expect(bitsOf(conditional)).toEqual(bitsOf(memory));
    // At another lag they are two quantities.
    expect(bitsOf(hold({ ...alone, lag: 1 }, { ...beside, lag: 1 })[0])).toEqual([0.55, 0.6, 0.9]);
    expect(bitsOf(hold({ ...alone, lag: 1 }, given(1, 0.8))[1])).toEqual([0.6, 0.8, 1]);
  });

  it('other lags move before lag 0 does, and what moved is no bound', async () => {
    const alone = inBits({ quantity: 'memory', source: 'X', target: 'h', lag: 0, value: 0.8, low: 0.7, high: 0.9 });
    const terms = [given(0, 0.8), { ...given(1, 0.8), bound: 'lower' as const }, given(2, 0.5), given(3, 0.3)];
    const hold = await holderOf([lstm, out]);
    const [, memory, ...held] = hold(input('h', 2.2, { low: 2, high: 2.5 }), alone, ...terms);
    expect(bitsOf(held[0])).toEqual(bitsOf(memory));
    expect(bitsOf(memory)[1]).toBe(0.8);
    expect(held.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(2.2 * Math.LN2, 9);
    expect(held[1].bound).toBe('none');
    // Where they do not suffice, both numbers of lag 0 move together.
    const [, moved, ...low] = hold(input('h', 1.75, { low: 1.7, high: 2.5 }), alone, ...terms);
    expect(bitsOf(moved)[1]).toBeLessThan(0.8);
    expect(bitsOf(low[0])).toEqual(bitsOf(moved));
    expect(codesOf(moved)).toEqual(['chainRule']);
    expect(low.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(1.75 * Math.LN2, 9);
  });

  it('terms that are lower bounds do not move up to a sum', async () => {
    const terms = [0.2, 0, 0, 0.8].map((value, lag): NatsEstimate => ({
      ...given(lag, value),
      low: 0,
      bound: 'lower',
    }));
    const whole = input('h', 3, { low: 2.9, high: 3.1 });
    const [, ...held] = (await holderOf([lstm, out]))(whole, ...terms);
    expect(held.map(bitsOf)).toEqual(terms.map(bitsOf));
    expect(held.flatMap(codesOf)).toEqual([]);
    // Where they add up to more than there is, they come down.
    const [less, ...lowered] = (await holderOf([lstm, out]))(input('h', 0.5, { low: 0.4, high: 2.1 }), ...terms);
    expect(lowered.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(less.value, 9);
    // One of them alone is a lower bound on the whole.
    expect(bitsOf(less)[1]).toBe(0.8);
  });

  it('two models that contradict each other keep no end by which they do', async () => {
    const hold = await holderOf([lstm, out]);
    const [whole, part] = hold(
      input('h', 0.1, { ...byModel, low: 0, high: 0.2 }),
      told('h', 0.6, { ...byModel, low: 0.4, high: 0.8 }),
    );
    expect(part.low).toBe(0);
    expect(bitsOf(whole)[0]).toBe(0);
    expect(bitsOf(whole)[2]).toBe(4);
    expect(whole.value).toBeCloseTo(part.value, 9);
    expect([codesOf(whole), codesOf(part)]).toEqual([
      ['modelsContradict', 'belowTarget'],
      ['modelsContradict', 'targetAboveInput'],
    ]);
  });

  it('what a drawn state shares with the state before as well is no floor', async () => {
    const drawn = { of: { kind: 'drawn' }, bound: 'upper' } as const;
    const noisy = { ...lstm, bottleneck: { beta: 1 } };
    const below = { type: 'gru', name: 'g', units: 2 };
    const [, , between] = (await holderOf([below, noisy, out]))(
      input('g', 4, { low: 3.9, high: 4 }),
      input('h', 6, { ...drawn, low: 5, high: 7 }),
      inBits({ quantity: 'layerInformation', source: 'g', target: 'h', value: 1, ...byModel }),
    );
    expect(codesOf(between)).toEqual([]);
    expect(bitsOf(between)).toEqual([0.5, 1, 1.5]);
  });
});
