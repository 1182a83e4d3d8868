import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { differences, numbersOf } from '../../scripts/compare-results.mjs';
import { root } from '../unit/cli/command';
import { documentOf } from './documentOf';

/** The numbers that an example gave when its fixture was written; words and their forms may change, these may not. */
function fixture(name: string): Map<string, number> {
  const path = join(root, 'test/accuracy/fixtures', `${name}.numbers.json`);
  return new Map(Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, number>));
}

/**
 * On the plain JavaScript backend, whose arithmetic is the same on every machine. Given weights leave nothing to
 * amplify a rounding, and fixtures hold nine digits: 1e-6. Training may carry a changed order of sums to the fourth
 * digit.
 */
it.each([
  ['recurrent-noise', 'linear-rnn', 1e-6],
  ['markov', 'markov', 1e-3],
  ['gaussian-bottleneck', 'gaussian-bottleneck', 1e-3],
])('%s gives the numbers that it gave', async (name, folder, tolerance) => {
  const config = join(root, 'examples', folder, `${name}.rnn.json`);
  const now = numbersOf(await documentOf(['analyze', config], 'cpu'));
  const before = fixture(name);
  const common = new Map([...now].filter(([key]) => before.has(key)));
  expect(differences(before, common, tolerance)).toEqual([]);
});
