import { upperEnd } from '../../src/result/upperEnd';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { AnalysisResult } from '../../src/result/result';
import { rnnInfoflow, root } from '../unit/cli/command';

it('delayed-copy: I(X;H_12) between two bounds that nearly meet, far above log 1000', async () => {
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
  // Far above the log2 1000 = 9.97 bits that as many states can show, and below the 24 bits of the input.
  expect(last.low).toBeGreaterThan(11);
  expect(upperEnd(last)).toBeLessThan(16);
  expect(upperEnd(last) - last.low).toBeLessThan(0.45);
});
