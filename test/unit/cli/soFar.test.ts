import { expect, it } from 'vitest';
import { inEnglish, verbatim } from '../../../src/base/sentence';
import { keptOf, SoFar } from '../../../src/cli/soFar';
import { summary } from '../../../src/cli/summary';
import { markdownSummary } from '../../../src/result/exports/markdown';
import { analysisWarning } from '../../../src/result/warnings';
import { warningSentence } from '../../../src/result/warningSentence';
import { about, layer, resultOf } from '../../support/results';

const config = `{ "data": { "task": "parity" }, "model": { "layers": [
  { "type": "gru", "name": "memory", "units": 4 },
  { "type": "dense", "name": "out", "units": 2, "activation": "softmax" }] } }`;
const begun = () => resultOf({ config, layers: [layer({ name: 'memory', type: 'gru', recurrent: true })] });
const one = about('inputInformation', 'memory', { value: 1 });

it('a cancelled run keeps estimates that were sent, better ones in their place, and says that it is incomplete', () => {
  const soFar = new SoFar();
  soFar.started(begun());
  soFar.delta({ estimates: [one], warnings: [analysisWarning('note', verbatim('few samples'))] });
  soFar.delta({ sharpened: [{ ...one, low: 0.99, high: 1.01 }] });
  const kept = soFar.cancelled();
  if (!kept) throw new Error('There are estimates.');
  expect(kept.estimates).toMatchObject([{ value: 1, low: 0.99, high: 1.01 }]);
  expect(kept.warnings.map((warning) => inEnglish(warningSentence(warning, 'bits')))).toEqual([
    expect.stringMatching(/^This run was cancelled, so the result is incomplete/),
    'few samples',
  ]);
  for (const text of [summary(kept, 'a'), markdownSummary(kept, { title: 'a', time: new Date(0) })])
    expect(text).toContain('This run was cancelled');
});

it('nothing is written of a run that has no estimates yet', () => {
  const soFar = new SoFar();
  expect(soFar.cancelled()).toBeUndefined();
  soFar.started(begun());
  soFar.delta({ training: [{ epoch: 1, loss: 1, validationLoss: 1 }] });
  expect(soFar.cancelled()).toBeUndefined();
  soFar.delta({ networks: [{ name: 'other', estimates: [one] }] });
  expect(soFar.cancelled()?.networks).toHaveLength(1);
});

it('says what is kept, how to go on, and where the result so far is', () => {
  expect(keptOf(true)).toBe('Finished stages are kept: the next run of this config uses them.');
  expect(keptOf(false)).toBe('No stage is kept, because of --no-cache.');
  expect(keptOf(true, 'none')).toContain('There are no estimates yet, so no result was written.');
  expect(keptOf(true, 'The result so far is in out')).toContain('The result so far is in out, marked as incomplete.');
});
