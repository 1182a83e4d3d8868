import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NatsEstimate } from '../../../../src/analysis/measures/natsEstimate';
import { codesOf, holderOf, inBits } from './fixtures';

let hold: (...estimates: NatsEstimate[]) => NatsEstimate[];
beforeAll(async () => {
  hold = await holderOf([
    { type: 'lstm', name: 'h', units: 4 },
    { type: 'dense', name: 'out', units: 2, activation: 'softmax' },
  ]);
});

const certain = { estimator: 'knownConditional' as const };
const [X, h, out, Y] = ['X', 'h', 'out', 'Y'];
const lags = [0, 1, 2, 3];
const subjects = [
  ...[3, 4].map((time) => ({ quantity: 'inputInformation' as const, source: X, target: h, time })),
  { quantity: 'inputInformation' as const, source: X, target: out, time: 4 },
  { quantity: 'stateCapacity' as const, source: X, target: h, time: 4 },
  { quantity: 'outputInformation' as const, source: h, target: Y, time: 4 },
  { quantity: 'historyInformation' as const, source: h, target: h, time: 4 },
  { quantity: 'layerInformation' as const, source: h, target: out, time: 4 },
  ...lags.map((lag) => ({ quantity: 'memory' as const, source: X, target: h, time: 4, lag })),
  ...lags.map((lag) => ({ quantity: 'conditionalMemory' as const, source: X, target: h, time: 4, lag })),
];
const numbers = fc.record({
  value: fc.double({ min: 0, max: 3, noNaN: true }),
  down: fc.double({ min: 0, max: 2, noNaN: true }),
  up: fc.double({ min: 0, max: 2, noNaN: true }),
  bound: fc.constantFrom<NatsEstimate['bound']>('none', 'lower', 'upper'),
});
const documents = fc
  .tuple(fc.subarray(subjects, { minLength: 2 }), fc.array(numbers, { minLength: 20, maxLength: 20 }))
  .map(([about, drawn]) =>
    about.map((subject, i) => {
      const { value, down, up, bound } = drawn[i];
      return inBits({ ...subject, ...certain, value, low: Math.max(0, value - down), high: value + up, bound });
    }),
  );

describe('values between their ends', () => {
  it('obey each order that their ends allow, whatever the estimates are', () => {
    fc.assert(
      fc.property(documents, (given) => {
        const held = hold(...given);
        const find = (quantity: string, target: string, time = 4, lag?: number): NatsEstimate | undefined =>
          held.find((e) => e.quantity === quantity && e.target === target && e.time === time && e.lag === lag);
        const atMost = (part: NatsEstimate | undefined, whole: NatsEstimate | undefined): void => {
          if (part && whole && part.low <= whole.high) expect(part.value).toBeLessThanOrEqual(whole.value + 1e-9);
        };
        const whole = find('inputInformation', h);
        for (const lag of lags) {
          atMost(find('memory', h, 4, lag), whole);
          atMost(find('conditionalMemory', h, 4, lag), whole);
          atMost(find('memory', h, 4, lag), find('conditionalMemory', h, 4, lag));
        }
        atMost(find('outputInformation', Y), whole);
        atMost(find('historyInformation', h), whole);
        atMost(find('historyInformation', h), find('inputInformation', h, 3));
        atMost(find('layerInformation', out), whole);
        atMost(find('layerInformation', out), find('inputInformation', out));
        atMost(whole, find('stateCapacity', h));
        const sums = (['memory', 'conditionalMemory'] as const).map((quantity) =>
          held.filter((estimate) => estimate.quantity === quantity),
        );
        for (const parts of sums) {
          const least = parts.reduce((sum, { low }) => sum + low, 0);
          const sum = parts.reduce((all, { value }) => all + value, 0);
          if (whole && parts.length > 1 && parts[0].quantity === 'memory' && least <= whole.high)
            expect(sum).toBeLessThanOrEqual(whole.value + 1e-9);
        }
        for (const { low, value, high } of held) {
          expect(value).toBeGreaterThanOrEqual(low);
          expect(value).toBeLessThanOrEqual(high);
        }
        expect(hold(...held)).toEqual(held);
      }),
      { numRuns: 400, seed: 7 },
    );
  });

  it('raise I(X;H) to a lower bound on a part of it, and warn by the theorem', () => {
    const memory = { quantity: 'memory', source: X, target: h, lag: 0, ...certain, bound: 'lower' } as const;
    const [whole, part] = hold(
      inBits({ quantity: 'inputInformation', source: X, target: h, ...certain, value: 0.8, low: 0.7, high: 0.95 }),
      inBits({ ...memory, value: 0.9, low: 0.65, high: 0.95 }),
    );
    expect(whole.value).toBeCloseTo(0.9 * Math.LN2, 9);
    expect(part.value).toBeCloseTo(0.9 * Math.LN2, 9);
    expect(codesOf(whole)).toEqual(['belowMemory']);
  });

  it('leave to a lag only what the others leave of I(X;H), where the inputs are independent', () => {
    const memory = { quantity: 'memory', source: X, target: h, estimator: 'probe', bound: 'lower' } as const;
    const held = hold(
      inBits({ quantity: 'inputInformation', source: X, target: h, ...certain, value: 1.6, low: 1.5, high: 1.7 }),
      inBits({ ...memory, lag: 0, value: 0.9, low: 0.8, high: 1 }),
      inBits({ ...memory, lag: 1, value: 0.6, low: 0.5, high: 1 }),
      inBits({ ...memory, lag: 2, value: 0, low: 0, high: 1 }),
    );
    expect(held[3].high).toBeCloseTo(0.4 * Math.LN2, 9);
  });
});
