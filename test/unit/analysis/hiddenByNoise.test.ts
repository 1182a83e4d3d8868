import { expect, it } from 'vitest';
import { verbatim } from '../../../src/base/sentence';
import { findings } from '../../../src/analysis/sayings/findings/findings';
import { mostErrors } from '../../../src/analysis/sayings/informationLoss/despiteNoise';
import { informationLosses } from '../../../src/analysis/sayings/informationLoss/losses';
import { lossLines } from '../../../src/cli/lossLines';
import { ResultIndex } from '../../../src/result/resultIndex';
import type { AnalysisResult } from '../../../src/result/result';
import { about, exactLine, layer, resultOf } from '../../support/results';
import { fill } from '../../support/sentences';

/** A head of four classes whose output holds .3 of 2 bits with its noise, and is right as often as told. */
function resultWith(accuracy: number, held = 1.8): AnalysisResult {
  const of = { kind: 'declaredNoise', variance: 0.01 } as const;
  const result = resultOf({
    config: `{ "data": { "task": "delayedCopy" }, "model": { "layers": [
      { "type": "lstm", "name": "memory", "units": 16 },
      { "type": "dense", "name": "out", "units": 4, "activation": "softmax" }] } }`,
    layers: [
      layer({ name: 'memory', type: 'lstm', units: 16, recurrent: true }),
      layer({ name: 'out', type: 'dense', units: 4 }),
    ],
    predictions: [{ head: 'out', target: 'Y', time: 12, epoch: 30, accuracy, chance: 0.25, samples: 400 }],
    exact: [exactLine({ quantity: 'entropy', source: 'Y', target: 'Y', value: 2, name: verbatim('H(Y)') })],
    estimates: [
      about('outputInformation', 'memory', { value: held, half: 0.1, bound: 'lower', of }),
      about('outputInformation', 'out', { value: 0.3, half: 0.1, bound: 'lower', of }),
    ],
  });
  return { ...result, data: { ...result.data, target: { at: 'end', classes: 4 } } as AnalysisResult['data'] };
}
const said = (accuracy: number, held?: number): string => findings(resultWith(accuracy, held)).map(fill).join(' ');

it('says that a loss is of the noise where the accuracy proves that the output without it holds more', () => {
  expect(said(0.99)).toContain('out loses at least');
  expect(said(0.99)).toContain('That loss is of out with the noise declared on it. Without noise out is right in 99');
  // Half of the answers leave more unknown than the loss does.
  expect(said(0.5)).toContain('out loses at least');
  expect(said(0.5)).not.toContain('with the noise declared on it');
});

it('says that bits are of the noisy state where the accuracy of the other one needs more of them', () => {
  const told = 'That information is of memory with the noise declared on it. The head out reads memory without noise';
  expect(said(1, 0.7)).toContain(told);
  expect(said(1, 1.95)).not.toContain(told);
  expect(said(0.5, 0.7)).not.toContain(told);
});

it('says so in the row of the loss as well', () => {
  const rows = (accuracy: number): string => {
    const result = resultWith(accuracy);
    return lossLines({ ...result, losses: informationLosses(new ResultIndex(result)) }).join(' ');
  };
  expect(rows(0.99)).toMatch(
    /memory → out .*! The loss is of out with the noise declared on it. Without noise .* 99 %/,
  );
  expect(rows(0.5)).toContain('memory → out');
  expect(rows(0.5)).not.toContain('declared');
});

it('takes the most errors that the sequences allow', () => {
  // No error among n: (1 - e)^n = 1/40.
  expect(mostErrors(1, 100)).toBeCloseTo(1 - 40 ** -0.01, 9);
  expect(mostErrors(0.5, 1e8)).toBeCloseTo(0.5, 3);
});
