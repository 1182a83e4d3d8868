import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Checker } from './support/checker';
import { report, seed, times } from './support/form';
import { mutated, mutations } from './support/mutations';

const folder = join(import.meta.dirname, '..', '..', 'examples');
const configs = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.rnn.json'))
  .sort()
  .map((name) => ({ configPath: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }));

const checker = new Checker({ seconds: 15, megabytes: 1500 });
afterAll(() => checker.end());

it('answers every mutated example with its mistakes or with none', async () => {
  const numRuns = times(3000, 250);
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...configs), mutations, async ({ configPath, text }, changes) => {
      const messages = await checker.messages({ configPath, configText: mutated(text, changes) });
      if (messages.length > 0) refused++;
    }),
    { seed, numRuns },
  );
  report(
    `${numRuns} mutated configs, ${refused} with problems; the slowest took ${checker.slowest.toFixed(1)} s, and the ` +
      `process at most ${checker.largest.toFixed(0)} MB`,
  );
  expect(refused).toBeGreaterThan(numRuns / 4);
});
