import { verbatim } from '../../../src/base/sentence';
import { analysisWarning } from '../../../src/result/warnings';
import { expect, test } from 'vitest';
import type { AnalysisResult, Estimate, ExactLine, Quantity } from '../../../src/result/result';
import { readConfig } from '../../../src/config/readConfig';
import { estimatesCsv } from '../../../src/editor/runs/estimatesCsv';
import { estimateFigure, layerNumbers } from '../../../src/editor/configs/layerNumbers';
import { sameConfig } from '../../../src/editor/configs/sameConfig';

const text =
  '{ "data": { "task": "delayedCopy" }, "model": { "layers": [{ "type": "lstm", "name": "memory", ' +
  '"units": 4 }, { "type": "dropout" }, { "type": "dense", "units": 4, "activation": "softmax" }] } }';

function read(config: string) {
  const reading = readConfig(config);
  if (!reading.config) throw new Error(reading.problems.map(({ message }) => message).join());
  return reading.config;
}

function estimate(
  quantity: Quantity,
  source: string,
  target: string,
  value: number,
  more: Partial<Estimate> = {},
): Estimate {
  return {
    quantity,
    source,
    target,
    value,
    low: value - 0.02,
    high: value + 0.02,
    epoch: 30,
    unit: 'bits',
    estimator: 'ksg1',
    bound: 'none',
    samples: 100,
    ...more,
  };
}

const line = (
  quantity: Quantity,
  source: string,
  target: string,
  value: number,
  more: Partial<ExactLine> = {},
): ExactLine => ({ quantity, source, target, value, unit: 'bits', name: verbatim(''), ...more });

const result: AnalysisResult = {
  schemaVersion: 2,
  config: read(text),
  environment: { backend: 'wasm', version: '', seed: 1, recurrentKernel: '' },
  stages: [],
  layers: [
    { name: 'memory', type: 'lstm', units: 4, recurrent: true, analysed: true, parameters: 100 },
    { name: 'dropout', type: 'dropout', units: 4, recurrent: false, analysed: false, parameters: 0 },
  ],
  training: [],
  estimates: [
    estimate('inputInformation', 'X', 'memory', 9, { epoch: 0, time: 12 }),
    estimate('inputInformation', 'X', 'memory', 3, { time: 11 }),
    estimate('inputInformation', 'X', 'memory', 4, { time: 12, bound: 'lower' }),
    estimate('outputInformation', 'memory', 'Y', 1.5, { time: 12 }),
    ...[2, 1.9, 1.8, 0.03].map((value, lag) => estimate('memory', 'X', 'memory', value, { lag, time: 12 })),
  ],
  exact: [
    line('entropy', 'X_{1:t}', 'X_{1:t}', 24, { time: 12 }),
    line('entropy', 'X_{1:t}', 'X_{1:t}', 2, { time: 1 }),
    line('entropy', 'Y', 'Y', 2),
  ],
  curves: {},
  findings: [],
  advice: [],
  warnings: [],
};

test("a layer's numbers are those of the last epoch and step, with what they could be at most", () => {
  const numbers = layerNumbers(result);
  expect([...numbers.keys()]).toEqual(['memory']);
  const memory = numbers.get('memory');
  expect(memory).toMatchObject({
    input: { value: 4 },
    inputEntropy: 24,
    target: { value: 1.5 },
    targetEntropy: 2,
    steps: 3,
  });
  expect(memory?.input && estimateFigure(memory.input)).toBe('≥ 4.0');
});

test('a differential entropy is no ceiling', () => {
  const continuous = {
    ...result,
    exact: [
      line('entropy', 'Y', 'Y', 1.1, { differential: true }),
      line('entropy', 'X', 'X', 2, { differential: true }),
    ],
  };
  const memory = layerNumbers(continuous).get('memory');
  expect(memory?.targetEntropy).toBeUndefined();
  expect(memory?.inputEntropy).toBeUndefined();
});

test('configs are the same when they ask for the same numbers', () => {
  expect(sameConfig(read(text), read(`// a comment\n${text.replace('"task"', '"symbols": 4, "task"')}`))).toBe(true);
  expect(sameConfig(read(text), read(text.replace('{ "data"', '{ "$schema": "x", "data"')))).toBe(true);
  expect(sameConfig(read(text), read(text.replace('"units": 4', '"units": 5')))).toBe(false);
});

test('the CSV says which estimates are not those of the charts, where there are some', () => {
  const csv = estimatesCsv({
    ...result,
    estimates: [
      estimate('memory', 'X', 'memory', 2),
      estimate('memory', 'X', 'memory', 3, { set: 'training' }),
      estimate('memory', 'X', 'memory', 4, { beside: 'binning' }),
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
    estimates: [
      estimate('memory', 'X', 'memory', 2, {
        lag: 1,
        warnings: [analysisWarning('text', 'ties, 12 %'), analysisWarning('text', 'a "null"')],
      }),
    ],
  });
  expect(csv.split('\r\n')).toEqual([
    'quantity,source,target,time,lag,epoch,value,low,high,unit,estimator,bound,samples,of,warnings',
    'memory,X,memory,,1,30,2,1.98,2.02,bits,ksg1,none,100,,"ties, 12 %; a ""null"""',
    '',
  ]);
});
