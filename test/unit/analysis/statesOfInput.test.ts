import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Estimate } from '../../../src/result/result';
import { recordStates } from '../../support/anyStates';
import { analysisOf } from '../../support/inProcess';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'states-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** I(X;H) of a leaky sum of symbols, or of real numbers where there are none. */
async function inputInformation(symbols: number): Promise<Estimate | undefined> {
  const config = await recordStates(
    {
      seed: 1,
      samples: 200,
      length: 3,
      symbols,
      target: 'none',
      at: 'end',
      copies: 1,
      layers: [{ columns: ['memory'], hasTime: true }],
      analysis: {},
    },
    folder,
  );
  const { estimates } = await analysisOf(config, folder);
  return estimates.find(({ quantity, time }) => quantity === 'inputInformation' && time === 3);
}

it('recorded states are taken for a function of the input only where repeated inputs show it', async () => {
  // Eight sequences of three bits come again and again, each with its state.
  const shown = await inputInformation(2);
  expect(shown).toBeDefined();
  expect(shown?.assumes).toBeUndefined();
  // No two sequences of real numbers are equal.
  const taken = await inputInformation(0);
  expect(taken).toMatchObject({ assumes: 'functionOfInput', certified: 'high' });
});
