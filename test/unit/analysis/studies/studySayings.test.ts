import { describe, expect, it } from 'vitest';
import { advice } from '../../../../src/analysis/sayings/advice/advice';
import { findings } from '../../../../src/analysis/sayings/findings/findings';
import { studyTables } from '../../../../src/cli/studies/studyTables';
import { writePruned } from '../../../../src/cli/writePruned';
import type { AnalysisResult, StudyPoint } from '../../../../src/result/result';
import { resultOf } from '../../../support/results';
import { fill } from '../../../support/sentences';

const layers = `"model": { "layers": [{ "type": "gru", "name": "h", "units": 4 },
  { "type": "dense", "name": "out", "units": 2, "activation": "softmax" }] }`;
const configOf = (study: string): string =>
  `{ "data": { "task": "file", "inputs": "x.npy", "targets": "y.npy" }, ${layers}, ${study} }`;

/** Accuracies by repetition. */
function studied(
  study: 'select' | 'compress',
  chosen: readonly number[],
  random: readonly number[],
  all: readonly number[],
): AnalysisResult {
  const of = (method: StudyPoint['method'], size: number, accuracies: readonly number[]): StudyPoint[] =>
    accuracies.map((accuracy, i) => ({ study, method, size, repetition: i + 1, accuracy, loss: 1, parameters: 9 }));
  const points = [
    ...of('information', 1, chosen),
    ...of('random', 1, random),
    ...of('magnitude', 1, random),
    ...of('all', 4, all),
  ];
  const rank = { study, place: 1, name: '2', member: 2, relevance: 0.5, redundancy: 0, score: 0.5 };
  const settings = study === 'select' ? '"select": {}' : '"compress": { "layer": "h" }';
  return resultOf({
    config: configOf(settings),
    studies: { points, ranks: [{ ...rank, assumes: 'gaussianClasses' }] },
  });
}

describe.each(['select', 'compress'] as const)('%s', (study) => {
  const suggested = (result: AnalysisResult): string =>
    advice(result)
      .filter(({ kind }) => kind === 'study')
      .map(fill)
      .join();

  it('says that one repetition has no interval', () => {
    const result = studied(study, [0.9], [0.5], [0.9]);
    expect(suggested(result)).toContain('may be enough');
    expect(suggested(result)).toMatch(/repetition,? (which )?has no interval/);
    expect(findings(result).map(fill).join()).toContain('One repetition has no interval');
    expect(studyTables(result).flat().join()).toContain('one repetition, which has no intervals');
  });

  it('says "enough" where the interval of paired differences shows it, and what it tests', () => {
    const sure = studied(study, [0.9, 0.91, 0.9], [0.5, 0.55, 0.52], [0.9, 0.91, 0.905]);
    expect(suggested(sure)).toContain('are enough');
    expect(findings(sure).map(fill).join()).toMatch(/interval.* of the mean differences? of pairs of repetitions/);
    // A single size is a number, and no amount that cites nothing.
    expect(findings(sure).flatMap(({ args }) => args)).not.toContain('1');
    // The mean is as high, but a pair apart may be .3 lower.
    const unsure = studied(study, [0.7, 1], [0.5, 0.5], [0.9, 0.8]);
    expect(suggested(unsure)).toContain('does not exclude that more than 2 % is lost');
  });

  it('names the model that scores rest on, which have no limits to mark', () => {
    const lines = studyTables(studied(study, [0.9], [0.5], [0.9]))
      .flat()
      .join('\n');
    expect(lines).not.toContain('~');
    expect(lines).toContain('the scores assume normal densities within classes');
  });
});

it('says what to add where nothing is to be pruned', async () => {
  const result = resultOf({ config: configOf('"seed": 1') });
  expect(await writePruned('any.rnn.json', '{}', result, [])).toContain('Add "compress": { "layer": "h" }');
});
