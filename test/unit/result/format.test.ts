import fc from 'fast-check';
import { expect, it } from 'vitest';
import { amount, formatValue, roundedDown, roundedUp } from '../../../src/result/format';

const [atLeast, atMost] = [roundedDown(amount), roundedUp(amount)];

it.each([
  [0.89, '0.89', '0.9'],
  [0.84, '0.8', '0.84'],
  [13.68, '13.68', '13.7'],
  [1.996, '1.99', '2.0'],
  [2, '2.0', '2.0'],
  // An entropy of two bits that passed through nats.
  [2 - 4e-16, '2.0', '2.0'],
  [0.003, '0.0', '0.01'],
  [0, '0.0', '0.0'],
])('%f is at least %s and at most %s', (value, least, most) => {
  expect(atLeast(value)).toBe(least);
  expect(atMost(value)).toBe(most);
});

it('no limit is printed beyond what it says, nor a hundredth short of it where it had to be moved', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 200, noNaN: true }), fc.constantFrom(amount, formatValue), (value, print) => {
      const [least, most] = [Number(roundedDown(print)(value)), Number(roundedUp(print)(value))];
      // A millionth is rounding of the arithmetic.
      expect(least).toBeLessThanOrEqual(value + 1.1e-6);
      expect(most).toBeGreaterThanOrEqual(value - 1.1e-6);
      if (roundedDown(print)(value) !== print(value)) expect(value - least).toBeLessThanOrEqual(0.011);
      if (roundedUp(print)(value) !== print(value)) expect(most - value).toBeLessThanOrEqual(0.011);
    }),
  );
});

it('what nothing bounds stays infinite', () => {
  expect(roundedUp(amount)(Infinity)).toBe(amount(Infinity));
});
