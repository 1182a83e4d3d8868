import { describe, expect, it } from 'vitest';
import { findings } from '../../../../src/analysis/sayings/findings/findings';
import { studyTables } from '../../../../src/cli/studies/studyTables';
import type { Attribution, EnhancePoint, RobustnessPoint } from '../../../../src/result/result';
import type { Studies } from '../../../../src/result/studies';
import { resultOf } from '../../../support/results';
import { fill } from '../../../support/sentences';

const head = '{ "type": "dense", "name": "out", "units": 2, "activation": "softmax" }';
const configOf = (keys: string, last = head): string =>
  `{ "data": { "task": "file", "inputs": "x.npy", "targets": "y.npy",
      "corrupt": { "by": "noise", "training": 0.4, "levels": [1] } },
    "model": { "name": "plain", "layers": [{ "type": "gru", "name": "h", "units": 4 }, ${last}] }, ${keys} }`;
const nothing: Studies = { points: [], ranks: [] };
const said = (config: string, studies: Partial<Studies>): string =>
  findings(resultOf({ config, studies: { ...nothing, ...studies } }))
    .map(fill)
    .join(' ');

const robustnessOf = (point: Partial<RobustnessPoint>): RobustnessPoint[] =>
  [1, 2].flatMap((repetition) => [
    { name: 'plain', repetition, loss: 0.5, ...point },
    { name: 'plain', level: 1, repetition, loss: 0.7, ...point, noise: 1.862 },
  ]);

describe('a limit in a sentence is never stronger than the number', () => {
  it('of the noise that a state holds at least', () => {
    const text = said(configOf('"robustness": {}'), { robustness: robustnessOf({ accuracy: 0.9 }) });
    expect(text).toContain('plain 1.86.');
  });

  it('of what an enhanced value tells at least', () => {
    const errors = { errorBefore: 0.5, errorAfter: 0.4, psnrBefore: 8, psnrAfter: 9, psnrLine: 9, gain: 1 };
    const amounts = { informationBefore: 1.2, informationAfter: 1.2, leastBefore: 1.195, leastAfter: 1.171 };
    const enhance: EnhancePoint[] = [{ name: 'plain', repetition: 1, ...errors, ...amounts }];
    const clean = '{ "type": "dense", "name": "out", "units": 2, "head": { "target": "clean" } }';
    const text = said(configOf('"enhance": {}', clean), { enhance });
    expect(text).toContain('at least 1.17 bits');
    expect(text).toContain('at least 1.19 bits');
  });

  it('of what answers rest on at most', () => {
    const amounts = { information: 4.14, kept: 0.9, accuracy: 0.9, accuracyKept: 0.9, map: [[4.14]] };
    const attribution: Attribution[] = [
      { repetition: 1, by: 'steps', sequences: 4, bound: 'upper', removals: [], ...amounts },
    ];
    expect(said(configOf('"attribution": {}'), { attribution })).toContain('at most 4.14 bits');
  });
});

describe('the column of losses', () => {
  const heads = (robustness: RobustnessPoint[], unit: string): string =>
    studyTables(
      resultOf({
        config: configOf(`"robustness": {}, "analysis": { "unit": "${unit}" }`),
        studies: { ...nothing, robustness },
      }),
    )
      .flat()
      .join('\n');

  it('names its unit for classes', () => {
    expect(heads(robustnessOf({ accuracy: 0.9, information: 0.3 }), 'nats')).toContain('loss, nats');
    expect(heads(robustnessOf({ accuracy: 0.9, information: 0.3 }), 'bits')).toContain('loss, bits');
  });

  it('is of squared errors for values', () => {
    expect(heads(robustnessOf({}), 'bits')).toContain('squared error');
  });
});
