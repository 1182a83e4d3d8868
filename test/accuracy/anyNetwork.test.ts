import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { UserError } from '../../src/base/userError';
import { anyConfig } from '../support/anyConfig';
import { anyStates, recordStates } from '../support/anyStates';
import { sentenceFaults } from '../support/citations';
import { analysisOf } from '../support/inProcess';
import { theoremFaults } from '../support/theorems/faults';

/** One draw for every run of the test: what fails once fails again. */
const seed = 5;

it('a network drawn at random shows no number that a theorem excludes', async () => {
  let analysed = 0;
  for (const config of fc.sample(anyConfig, { numRuns: 14, seed })) {
    const result = await analysisOf(config).catch((error: unknown) => {
      // Some of the networks are no configs.
      if (error instanceof UserError) return undefined;
      throw error;
    });
    if (!result) continue;
    analysed++;
    expect([...theoremFaults(result), ...sentenceFaults(result)], JSON.stringify(config)).toEqual([]);
  }
  expect(analysed).toBeGreaterThan(8);
});

it('states as people record them show no number that a theorem excludes', async () => {
  let estimates = 0;
  for (const states of fc.sample(anyStates, { numRuns: 60, seed })) {
    const folder = await mkdtemp(join(tmpdir(), 'any-states-'));
    try {
      const result = await analysisOf(await recordStates(states, folder), folder);
      estimates += result.estimates.length;
      expect([...theoremFaults(result), ...sentenceFaults(result)], JSON.stringify(states)).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  }
  expect(estimates).toBeGreaterThan(300);
});
