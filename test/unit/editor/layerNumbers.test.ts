import { analysisWarning } from '../../../src/result/warnings';
import { expect, test } from 'vitest';
import type { ExactLine } from '../../../src/result/result';
import { estimatesCsv } from '../../../src/result/exports/estimatesCsv';
import { estimateFigure, layerNumbers } from '../../../src/editor/configs/layerNumbers';
import { sameConfig } from '../../../src/editor/configs/sameConfig';
import { configOf } from '../../support/configs';
import { about, exactLine, memoryOf, resultOf } from '../../support/results';

const text =
  '{ "data": { "task": "delayedCopy" }, "model": { "layers": [{ "type": "lstm", "name": "memory", ' +
  '"units": 4 }, { "type": "dropout" }, { "type": "dense", "units": 4, "activation": "softmax" }] } }';

const line = (source: string, value: number, more: Partial<ExactLine> = {}): ExactLine =>
  exactLine({ quantity: 'entropy', source, target: source, value, ...more });

const result = resultOf({
  config: text,
  estimates: [
    about('inputInformation', 'memory', { value: 9, epoch: 0 }),
    about('inputInformation', 'memory', { value: 3, time: 11 }),
    about('inputInformation', 'memory', { value: 4, bound: 'lower' }),
    about('outputInformation', 'memory', { value: 1.5 }),
    ...memoryOf('memory', [2, 1.9, 1.8, 0.03]),
  ],
  exact: [line('X_{1:t}', 24, { time: 12 }), line('X_{1:t}', 2, { time: 1 }), line('Y', 2)],
});

test("a layer's numbers are those of the last epoch and step, with what they could be at most", () => {
  const numbers = layerNumbers(result);
  expect([...numbers.keys()]).toEqual(['memory']);
  const memory = numbers.get('memory');
  expect(memory).toMatchObject({
    input: { value: 4 },
    inputEntropy: 24,
    target: { value: 1.5 },
    targetEntropy: 2,
    lags: '0–2',
  });
  expect(memory?.input && estimateFigure(memory.input)).toBe('≥ 3.9');
});

test('a differential entropy is no ceiling', () => {
  const continuous = {
    ...result,
    exact: [line('Y', 1.1, { differential: true }), line('X', 2, { differential: true })],
  };
  const memory = layerNumbers(continuous).get('memory');
  expect(memory?.targetEntropy).toBeUndefined();
  expect(memory?.inputEntropy).toBeUndefined();
});

test('configs are the same when they ask for the same numbers', () => {
  expect(sameConfig(configOf(text), configOf(`// a comment\n${text.replace('"task"', '"symbols": 4, "task"')}`))).toBe(
    true,
  );
  expect(sameConfig(configOf(text), configOf(text.replace('{ "data"', '{ "$schema": "x", "data"')))).toBe(true);
  expect(sameConfig(configOf(text), configOf(text.replace('"units": 4', '"units": 5')))).toBe(false);
});

test('the CSV says which estimates are not those of the charts, where there are some', () => {
  const csv = estimatesCsv({
    ...result,
    estimates: [
      ...memoryOf('memory', [2]),
      ...memoryOf('memory', [3], { set: 'training' }),
      ...memoryOf('memory', [4], { beside: 'binning' }),
    ],
  });
  expect(csv.split('\r\n').map((line) => line.split(',').slice(14, 17))).toEqual([
    ['warnings', 'set', 'beside'],
    ['', '', ''],
    ['', 'training', ''],
    ['', '', 'binning'],
    [],
  ]);
});

test('the CSV has a line an estimate, with what contains commas or quotes quoted', () => {
  const csv = estimatesCsv({
    ...result,
    estimates: memoryOf('memory', [2], {
      lag: 1,
      warnings: [analysisWarning('text', 'ties, 12 %'), analysisWarning('text', 'a "null"')],
    }),
  });
  expect(csv.split('\r\n')).toEqual([
    'quantity,source,target,time,lag,epoch,value,low,high,unit,estimator,bound,samples,of,warnings',
    'memory,X,memory,12,1,30,2,1.98,2.02,bits,probe,none,1000,,"ties, 12 %; a ""null"""',
    '',
  ]);
});
