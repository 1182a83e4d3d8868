import { upperEnd } from '../../src/result/upperEnd';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { AnalysisResult } from '../../src/result/result';
import { rnnInfoflow, root } from '../unit/cli/command';

/**
 * I(X_{1:12};H_12) of the trained network, bits: ln p(h) summed over all 4^12 histories, a mean over its 1000 states.
 * Their spread is a standard error of .087.
 */
const overAllHistories = 13.094;
/** Another order of sums trains a slightly different network. */
const otherMachine = 0.15;

it('delayed-copy: I(X;H_12) between two bounds that nearly meet, far above log 1000, around the truth', async () => {
  const config = join(root, 'examples/delayed-copy/delayed-copy.rnn.json');
  const { status, stdout, stderr } = await rnnInfoflow([
    'analyze',
    config,
    '--json',
    '--no-cache',
    '--backend',
    'wasm',
  ]);
  expect(status, stderr).toBe(0);
  const { estimates } = JSON.parse(stdout) as AnalysisResult;
  const last = estimates.find(
    ({ quantity, target, time, epoch }) =>
      quantity === 'inputInformation' && target === 'memory' && time === 12 && epoch === 30,
  )!;
  // Two-sided only where the bounds are within .1 bit of each other.
  expect(last.bound).toBe('none');
  expect(last.histories).toBeGreaterThan(2 ** 18);
  expect(last.warnings ?? []).toEqual([]);
  expect(Math.abs(last.value - overAllHistories)).toBeLessThan(0.05 + otherMachine);
  expect(last.low).toBeLessThan(overAllHistories + otherMachine);
  expect(last.high).toBeGreaterThan(overAllHistories - otherMachine);
  expect(upperEnd(last) - last.low).toBeLessThan(0.45);
});
