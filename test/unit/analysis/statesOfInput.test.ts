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

/** Estimates of recorded states, beside symbols or, where there are none, real numbers. */
async function estimatesOf(symbols: number, columns: readonly string[]): Promise<readonly Estimate[]> {
  const config = await recordStates(
    {
      seed: 1,
      samples: 200,
      length: 3,
      symbols,
      target: 'none',
      at: 'end',
      copies: 1,
      layers: [
        { columns, hasTime: true },
        { columns, hasTime: true },
      ],
      analysis: {},
    },
    folder,
  );
  return (await analysisOf(config, folder)).estimates;
}

/** I(X;H) of a leaky sum of the inputs. */
const inputInformation = async (symbols: number): Promise<Estimate | undefined> =>
  (await estimatesOf(symbols, ['memory'])).find(({ quantity, time }) => quantity === 'inputInformation' && time === 3);

const ofStates = (estimates: readonly Estimate[]): Estimate[] =>
  estimates.filter(({ quantity }) => quantity === 'historyInformation' || quantity === 'layerInformation');

it('recorded states are taken for a function of the input only where repeated inputs show it', async () => {
  // Eight sequences of three bits come again and again, each with its state.
  const shown = await inputInformation(2);
  expect(shown).toBeDefined();
  expect(shown?.assumes).toBeUndefined();
  // No two sequences of real numbers are equal.
  const taken = await inputInformation(0);
  expect(taken).toMatchObject({ assumes: 'functionOfInput', certified: 'high' });
});

it('two states that are no function of the input are read as they are', async () => {
  // The same eight sequences again and again, but states that are drawn anew at each step: they share nothing.
  const shown = await estimatesOf(2, ['noise', 'noise', 'noise']);
  expect(shown.some(({ quantity }) => quantity === 'inputInformation')).toBe(false);
  expect(ofStates(shown)).toHaveLength(5);
  for (const { value, low, estimator, assumes } of ofStates(shown)) {
    // Over 200 samples of independent columns a copula reads about 9/400 nats too much at the most.
    expect(value).toBeLessThan(0.15);
    expect(low).toBeLessThan(0.05);
    expect(estimator).not.toBe('knownConditional');
    expect(assumes).toBeDefined();
  }
  // Where no input comes again, nothing shows it: both ends hold, the value rests on the assumption.
  const taken = ofStates(await estimatesOf(0, ['noise', 'noise', 'noise']));
  expect(taken).toHaveLength(5);
  for (const estimate of taken) expect(estimate).toMatchObject({ assumes: 'functionOfInput', certified: 'both' });
  // States that come again with their inputs rest on nothing.
  for (const { estimator, assumes } of ofStates(await estimatesOf(2, ['memory'])))
    expect([estimator, assumes]).toEqual(['knownConditional', undefined]);
});
