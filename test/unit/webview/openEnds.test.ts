import { expect, it } from 'vitest';
import { ResultIndex } from '../../../src/result/resultIndex';
import type { Estimate } from '../../../src/result/result';
import { flowChartData } from '../../../webview/charts/flow';
import { estimateCells, estimateColumns, intervalOf, readValue } from '../../../webview/model/estimateMarks';
import { basisOf } from '../../../webview/model/labels';
import { firstChoices, sceneOf } from '../../../webview/model/scene';
import { endPixel } from '../../../webview/painters/openEnds';
import { configOf } from '../../support/configs';
import { about, resultOf } from '../../support/results';

const config =
  '{ "data": { "task": "parity" }, "model": { "layers": [{ "type": "dense", "name": "out", "units": 2, ' +
  '"activation": "softmax" }] } }';
const estimate = (more: Partial<Estimate>): Estimate => ({
  ...about('outputInformation', 'out', { value: 1 }),
  ...more,
});
const sceneWith = (one: Estimate) =>
  sceneOf(new ResultIndex(resultOf({ config: configOf(config), estimates: [one] })), firstChoices, false);

it('an interval says which of its ends a model gives, and where nothing bounds the value', () => {
  const numbers = { value: 1, low: 0.9, high: 1.1 };
  expect(intervalOf(estimate({}), numbers)).toEqual({ low: 0.9, high: 1.1 });
  expect(intervalOf(estimate({ assumes: 'curvedMaps' }), numbers)).toMatchObject({ highEnd: 'model' });
  expect(intervalOf(estimate({ assumes: 'curvedMaps', certified: 'none' }), numbers)).toMatchObject({
    lowEnd: 'model',
    highEnd: 'model',
  });
  expect(intervalOf(estimate({ high: null }), { ...numbers, high: Infinity })).toEqual({
    low: 0.9,
    high: 1,
    highEnd: 'endless',
  });
});

it('below zero the ends change places', () => {
  const flow = flowChartData(sceneWith(estimate({ high: null })));
  const mark = flow.series.flatMap(({ marks }) => marks).find(({ y }) => y < 0)!;
  expect(mark.interval).toMatchObject({ low: -1, lowEnd: 'endless' });
  expect(mark.interval?.highEnd).toBeUndefined();
});

it('texts say at least, and call the limits of a model its own', () => {
  const words = (more: Partial<Estimate>): string => {
    const one = estimate(more);
    return readValue(sceneWith(one), one);
  };
  expect(words({})).toBe('1.00 bits (0.90 to 1.10)');
  expect(words({ high: null })).toBe('1.00 bits (≥ 0.90)');
  expect(words({ assumes: 'gaussianCopula' })).toBe('1.00 bits (≥ 0.90)');
  expect(words({ assumes: 'gaussianCopula', certified: 'none' })).toBe('1.00 bits (0.90 to 1.10 if its model holds)');
});

it('the table names the model, and has no number where nothing bounds the value', () => {
  const one = estimate({ high: null, assumes: 'gaussianCopula' });
  const scene = sceneWith(one);
  const labels = estimateColumns(scene).map(({ label }) => label);
  const cells = estimateCells(scene, one);
  const cell = (label: string) => cells[labels.indexOf(label)];
  expect([cell('low'), cell('high'), cell('certain limits'), cell('assumes')]).toEqual([
    0.9,
    undefined,
    '≥ 0.90',
    'a Gaussian copula',
  ]);
});

it('a whisker that nothing bounds is a stub of its own length', () => {
  const scale = { getPixelForValue: (value: number) => 100 - 10 * value };
  expect(endPixel(scale, 1, { low: 0, high: 1, highEnd: 'endless' }, 'high', -1)).toBe(90 - 14);
  expect(endPixel(scale, 1, { low: 0, high: 3 }, 'high', -1)).toBe(70);
  expect(endPixel(scale, 1, { low: 1, high: 3, lowEnd: 'endless' }, 'low', -1)).toBe(90 + 14);
});

it('a tooltip tells a model on which a limit rests from one that gives the value alone', () => {
  const assumed = (certified: 'both' | 'none'): string[] => basisOf(estimate({ assumes: 'bins', certified }), 'bits');
  expect(assumed('none')).toContain('assumes bins in place of the variables');
  expect(assumed('both')).toContain('the value assumes bins in place of the variables; the limits hold without it');
});
