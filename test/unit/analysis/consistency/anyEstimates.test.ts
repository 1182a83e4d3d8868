import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { isHighCertified, type CertifiedEnds } from '../../../../src/information/types/assumption';
import type { NatsEstimate } from '../../../../src/analysis/measures/natsEstimate';
import { fairBits, holderOf, inBits } from './fixtures';

const layers = [
  { type: 'lstm', name: 'h', units: 4 },
  { type: 'dense', name: 'out', units: 2, activation: 'softmax' },
];
const tasks = [fairBits, { task: 'delayedCopy', symbols: 2, length: 4, delay: 1, samples: 64 }];
let holders: ((...estimates: NatsEstimate[]) => NatsEstimate[])[];
beforeAll(async () => {
  holders = await Promise.all(tasks.map((data) => holderOf(layers, data)));
});

const certified = { inputInformation: 'knownConditional', outputInformation: 'probe', memory: 'probe' } as const;
const about = fc.oneof(
  fc.record({
    quantity: fc.constant('inputInformation' as const),
    source: fc.constant('X'),
    target: fc.constantFrom('h', 'out'),
  }),
  fc.record({
    quantity: fc.constant('outputInformation' as const),
    source: fc.constantFrom('h', 'out'),
    target: fc.constant('Y'),
  }),
  fc.record({
    quantity: fc.constant('memory' as const),
    source: fc.constant('X'),
    target: fc.constant('h'),
    lag: fc.integer({ min: 0, max: 3 }),
  }),
  fc.record({
    quantity: fc.constant('historyInformation' as const),
    source: fc.constant('h'),
    target: fc.constant('h'),
  }),
  fc.record({
    quantity: fc.constant('layerInformation' as const),
    source: fc.constant('h'),
    target: fc.constant('out'),
  }),
  fc.record({ quantity: fc.constant('entropy' as const), source: fc.constant('X'), target: fc.constant('X') }),
);
const estimates = fc.uniqueArray(
  fc
    .record({
      what: about,
      time: fc.integer({ min: 1, max: 4 }),
      value: fc.double({ min: 0, max: 9, noNaN: true }),
      half: fc.double({ min: 0, max: 3, noNaN: true }),
      sure: fc.boolean(),
      ends: fc.constantFrom<CertifiedEnds>('none', 'low', 'high', 'both'),
      open: fc.boolean(),
    })
    .map(({ what, time, value, half, sure, ends, open }) => {
      const { quantity } = what;
      const named = quantity in certified && sure ? certified[quantity as keyof typeof certified] : undefined;
      return inBits({
        ...what,
        time: quantity === 'memory' ? 4 : time,
        value,
        low: Math.max(0, value - half),
        high: value + half,
        ...(named
          ? { estimator: named, bound: 'lower' as const }
          : { assumes: 'gaussianCopula' as const, ...(ends !== 'low' && { certified: ends }) }),
        ...(open && { high: Infinity }),
      });
    }),
  {
    selector: ({ quantity, source, target, time, lag }) => [quantity, source, target, time, lag].join(),
    maxLength: 30,
  },
);

/** Of four fair bits: what no number may exceed, in bits. */
const capOf = ({ quantity, time = 4 }: NatsEstimate): number =>
  quantity === 'inputInformation' || quantity === 'layerInformation'
    ? time
    : quantity === 'historyInformation'
      ? time - 1
      : 1;

/** Sums of limits differ by rounding in the order in which they are made. */
const rounded = <Of extends { readonly low: number; readonly value: number; readonly high: number }>(of: Of): Of => {
  const to = (nats: number): number => Math.round(nats * 1e9) / 1e9;
  return { ...of, low: to(of.low), value: to(of.value), high: to(of.high) };
};

it('whatever the estimates are, none is above its cap, no interval is turned round, and once is enough', () => {
  fc.assert(
    fc.property(estimates, fc.constantFrom(...tasks.keys()), (given, task) => {
      const hold = holders[task];
      const held = hold(...given);
      expect(held).toHaveLength(given.length);
      for (const estimate of held) {
        expect(estimate.low).toBeLessThanOrEqual(estimate.value);
        expect(estimate.value).toBeLessThanOrEqual(estimate.high);
        expect(estimate.high / Math.LN2).toBeLessThanOrEqual(capOf(estimate) + 1e-9);
        // The cap of an end that nothing bounded needs no model.
        if (given[held.indexOf(estimate)].high === Infinity) expect(isHighCertified(estimate)).toBe(true);
        const whole = held.find(
          (other) => other.quantity === 'inputInformation' && other.target === 'h' && other.time === estimate.time,
        );
        if (whole && estimate.quantity === 'memory' && estimate.estimator === 'probe')
          expect(whole.value).toBeGreaterThanOrEqual(estimate.low - 1e-12);
        if (
          whole?.estimator === 'knownConditional' &&
          ['memory', 'historyInformation', 'layerInformation'].includes(estimate.quantity)
        )
          expect(estimate.high).toBeLessThanOrEqual(whole.high + 1e-12);
      }
      expect(hold(...held).map(rounded)).toEqual(held.map(rounded));
    }),
    { numRuns: 600 },
  );
});
