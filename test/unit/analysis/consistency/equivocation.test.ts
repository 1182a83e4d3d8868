import { describe, expect, it } from 'vitest';
import type { NatsEstimate } from '../../../../src/analysis/measures/natsEstimate';
import { bitsOf, codesOf, holderOf, inBits } from './fixtures';

const lstm = { type: 'lstm', name: 'h', units: 4 };
const out = { type: 'dense', name: 'out', units: 2, activation: 'softmax' };
const certain = { estimator: 'knownConditional', bound: 'lower' } as const;

/** Of four fair bits, all but .25 bits are in the state. */
const whole = (more: Partial<NatsEstimate> = {}): NatsEstimate =>
  inBits({
    ...{ quantity: 'inputInformation', source: 'X', target: 'h', value: 3.8, low: 3.75, high: 4 },
    ...certain,
    ...more,
  });
const ofLag = (quantity: 'memory' | 'conditionalMemory'): NatsEstimate =>
  inBits({ quantity, source: 'X', target: 'h', lag: 2, value: 0.3, low: 0.2, high: 1, ...certain });
const parity = (more: Partial<NatsEstimate> = {}): NatsEstimate =>
  inBits({
    ...{ quantity: 'outputInformation', source: 'h', target: 'Y', value: 0.3, low: 0.2, high: 1 },
    ...certain,
    ...more,
  });

describe('a state that has lost little of its input', () => {
  it.each([ofLag('memory'), ofLag('conditionalMemory'), parity()])(
    'has lost no more of one part of it: $quantity',
    async (part) => {
      const hold = await holderOf([lstm, out]);
      const [, held] = hold(whole(), part);
      expect(bitsOf(held)).toEqual([0.75, 0.75, 1]);
      expect(codesOf(held)).toEqual(['belowEquivocation']);
    },
  );

  it('may have lost a part as a whole where as much is missing', async () => {
    const hold = await holderOf([lstm, out]);
    const [, held] = hold(whole({ value: 3, low: 2.9, high: 3.5 }), ofLag('memory'));
    expect(bitsOf(held)).toEqual([0.2, 0.3, 1]);
  });

  it('by a model, with other noise, or of a state that sees later steps, says nothing', async () => {
    const unmoved = bitsOf(parity());
    const hold = await holderOf([lstm, out]);
    const model = { estimator: 'gaussianCopula', assumes: 'gaussianCopula', certified: 'none' } as const;
    expect(bitsOf(hold(whole(model), parity())[1])).toEqual(unmoved);
    expect(bitsOf(hold(whole({ of: { kind: 'ownNoise' } }), parity())[1])).toEqual(unmoved);
    const both = await holderOf([{ type: 'bidirectional', name: 'h', layer: { type: 'lstm', units: 4 } }, out]);
    expect(bitsOf(both(whole(), ofLag('memory'))[1])).toEqual(bitsOf(ofLag('memory')));
  });
});
