import { upperEnd } from '../../src/result/upperEnd';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../unit/cli/command';
import { documentOf } from './documentOf';

/**
 * I(X;H_12) in bits by summing over all 4^12 histories for 32768 states, with the standard error that their spread
 * leaves: `npm run bench:accuracy -- --enumerate examples/delayed-copy/delayed-copy.rnn.json`. Far above the log2 1000
 * = 9.97 bits that as many states can show, and below the 24 bits of the input.
 */
const exact = { value: 12.84, error: 0.014 };

it('delayed-copy: I(X;H_12) within .12 bit around what all histories give', async () => {
  const { estimates } = await documentOf(['analyze', join(root, 'examples/delayed-copy/delayed-copy.rnn.json')]);
  const last = estimates.find(
    ({ quantity, target, time, epoch }) =>
      quantity === 'inputInformation' && target === 'memory' && time === 12 && epoch === 30,
  )!;
  // Two-sided only where the bounds are within .1 bit of each other.
  expect(last.bound).toBe('none');
  expect(last.histories).toBeGreaterThan(2 ** 18);
  expect(last.warnings ?? []).toEqual([]);
  expect(last.low).toBeLessThan(exact.value);
  expect(upperEnd(last)).toBeGreaterThan(exact.value);
  expect(upperEnd(last) - last.low).toBeLessThan(0.12);
  // The middle of an interval of .12 bit, and three standard errors of the exact value.
  expect(Math.abs(last.value - exact.value)).toBeLessThan(0.06 + 3 * exact.error);
});
