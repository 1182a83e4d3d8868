import { expect, test } from 'vitest';
import { measuredFindings } from '../../../src/analysis/sayings/findings/measuredFindings';
import { measuredTables } from '../../../src/cli/measured/measuredTables';
import { recordsOf } from '../../../src/result/cites';
import { measuredOf } from '../../../src/result/measured';
import { misfit } from '../../../src/result/migration/documentShape';
import { capacityChartData, processingChartData } from '../../../webview/charts/capacity';
import { fisherChartData } from '../../../webview/charts/fisher';
import { probesChartData } from '../../../webview/charts/probes';
import { stateSizeChartData } from '../../../webview/charts/stateSize';
import { symbolsChartData } from '../../../webview/charts/symbols';
import { unitsChartData } from '../../../webview/charts/units';
import { marksOf } from '../../../webview/model/chartData';
import { firstChoices, sceneOf } from '../../../webview/model/scene';
import { ResultIndex } from '../../../src/result/resultIndex';
import type { AnalysisResult } from '../../../src/result/result';
import { analysisOf } from '../../support/inProcess';

const sceneFrom = (result: AnalysisResult) => sceneOf(new ResultIndex(result), firstChoices, false);

/** Every citation of the sentences finds one record. */
function checkCites(result: AnalysisResult): void {
  for (const { cites = [] } of measuredFindings(result))
    for (const { of } of cites) for (const source of of) expect(recordsOf(result, source).length).toBe(1);
}

test('a linear reservoir on Gaussian input has the memory capacity of its closed form, beside its bits', async () => {
  const result = await analysisOf({
    data: { task: 'gaussianNoise', features: 1, length: 10, samples: 64, heldOut: 1000 },
    model: { layers: [{ type: 'echoState', name: 'r', units: 5, activation: 'linear', spectralRadius: 0.8 }] },
    training: { epochs: 0 },
    analysis: { samples: 1000, snapshots: 1, budget: 0, measures: ['capacity'], quantities: ['memory'] },
  });
  expect(misfit(result, 2)).toBeUndefined();
  const lags = measuredOf(result.measured, 'lagCapacity', 'r');
  expect(lags.map(({ lag }) => lag)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  // A deviation is at most .77/sqrt(1000).
  for (const { value, exact = NaN } of lags) expect(Math.abs(value - exact)).toBeLessThan(4 * 0.77 * 1000 ** -0.5);
  const [memory] = measuredOf(result.measured, 'degreeCapacity', 'r');
  expect(memory).toMatchObject({ degree: 1, unit: 'functions', rank: 5, bound: 'none', of: { kind: 'declaredNoise' } });
  expect(memory.low).toBeLessThan(memory.exact ?? NaN);
  expect(memory.high).toBeGreaterThan(memory.exact ?? NaN);
  const [total] = measuredOf(result.measured, 'totalCapacity', 'r');
  expect(total).toMatchObject({ bound: 'lower' });
  expect(measuredFindings(result)).toHaveLength(1);
  checkCites(result);
  expect(measuredTables(result).flat().join('\n')).toContain('all degrees');
  // The bits are exact here, and of one Gaussian number they allow just the closed form.
  const chart = capacityChartData(sceneFrom(result));
  const line = (role: string) => chart?.series.find((one) => one.role === role)?.marks.map(({ y }) => y) ?? [];
  expect(line('metric').length).toBe(10);
  line('metric').forEach((y, lag) => expect(y).toBeCloseTo(line('exact')[lag], 6));
  expect(processingChartData(sceneFrom(result))?.limits).toEqual([{ axis: 'y', value: 5, name: 'directions of r' }]);
});

test('capacities of inputs that depend on each other, or of too few sequences, say so', async () => {
  const config = {
    data: { task: 'markov', process: 'goldenMean', length: 6, samples: 128 },
    model: { layers: [{ type: 'gru', name: 'memory', units: 12 }] },
    training: { epochs: 0 },
    analysis: { samples: 60, snapshots: 1, budget: 0, measures: ['capacity'], quantities: ['entropy'] },
  };
  const result = await analysisOf(config);
  const said = JSON.stringify(result.warnings);
  expect(said).toContain('inputs of different steps depend on each other');
  expect(measuredOf(result.measured, 'lagCapacity', 'memory').length).toBe(6);
  expect(measuredOf(result.measured, 'degreeCapacity', 'memory')).toEqual([]);
  expect(capacityChartData(sceneFrom(result))?.says).toMatch(/\.$/);
  expect(marksOf(capacityChartData(sceneFrom(result))!).length).toBe(6);
  expect(processingChartData(sceneFrom(result))).toBeUndefined();
  const few = await analysisOf({ ...config, analysis: { ...config.analysis, samples: 30 } });
  expect(JSON.stringify(few.warnings)).toContain('too few for the {2} units');
  expect(few.measured ?? []).toEqual([]);
});

test('units are measured in bits, held at their mean, and told in a sentence with its citations', async () => {
  const result = await analysisOf({
    data: { task: 'delayedCopy', symbols: 2, delay: 1, length: 4, samples: 256, heldOut: 200 },
    model: {
      layers: [
        { type: 'gru', name: 'memory', units: 3 },
        { type: 'dense', name: 'out', units: 2, activation: 'softmax' },
      ],
    },
    training: { epochs: 8, learningRate: 0.02 },
    analysis: {
      samples: 200,
      snapshots: 1,
      budget: 0,
      measures: ['units', 'probes', 'symbols'],
      quantities: ['entropy'],
    },
  });
  expect(misfit(result, 2)).toBeUndefined();
  const lost = measuredOf(result.measured, 'knockOut', 'memory');
  expect(lost.map(({ member, estimator, unit }) => [member, estimator, unit])).toEqual(
    [0, 1, 2].map((unit) => [unit, 'heldAtEveryStep', 'share']),
  );
  const [whole] = measuredOf(result.measured, 'stateInformation', 'memory');
  expect(whole).toMatchObject({ unit: 'bits', target: 'Y', bound: 'lower' });
  // The target is one bit.
  expect(whole.value).toBeLessThanOrEqual(1 + 1e-9);
  const said = measuredFindings(result).map(({ message }) => message);
  expect(said.filter((message) => message.includes('is missed'))).toHaveLength(1);
  checkCites(result);
  const told = measuredOf(result.measured, 'symbolInformation', 'memory');
  expect(told.map(({ lag, member, unit }) => [lag, member, unit])).toEqual(
    [0, 1, 2, 3].flatMap((lag) => [0, 1].map((symbol) => [lag, symbol, 'bits'])),
  );
  expect(symbolsChartData(sceneFrom(result))?.series.map(({ marks }) => marks.length)).toEqual([4, 4]);
  expect(measuredTables(result).flat().join('\n')).toContain('Symbols kept');
  expect(measuredTables(result).flat().join('\n')).toContain('every step');
  const chart = unitsChartData(sceneFrom(result));
  // Units have no order.
  expect(chart?.series.map(({ apart }) => apart)).toEqual([true]);
  expect(marksOf(chart!).map(({ y }) => y)).toEqual(lost.map(({ value }) => value));
  const probes = probesChartData(sceneFrom(result));
  expect(probes?.series.map(({ name, marks }) => [name, marks.length])).toEqual([
    ['memory, a perceptron', 4],
    ['memory, a linear decoder', 4],
    ["memory, the network's answer", 4],
  ]);
  expect(probes?.says).toMatch(/^memory: .*\.$/);
  expect(chart?.says).toMatch(/^memory: unit \d is missed most; .*\.$/);
});

test('Fisher memory of linear recurrences is 1 in all of normal ones, and others say why they have none', async () => {
  const result = await analysisOf({
    data: { task: 'gaussianNoise', features: 1, length: 8, samples: 64, heldOut: 64 },
    model: {
      layers: [
        { type: 'lru', name: 'normal', units: 6 },
        { type: 'echoState', name: 'reservoir', units: 6, activation: 'linear' },
        { type: 'simpleRNN', name: 'curved', units: 6 },
      ],
    },
    training: { epochs: 0 },
    analysis: { samples: 64, snapshots: 1, budget: 0, measures: ['fisher', 'stateSize'], quantities: ['entropy'] },
  });
  expect(misfit(result, 2)).toBeUndefined();
  const [normal] = measuredOf(result.measured, 'fisherTotal', 'normal');
  // Weights have seven digits.
  expect(normal.value).toBeCloseTo(1, 5);
  expect(normal).toMatchObject({ rank: 6, unit: 'ratio', estimator: 'closedForm', bound: 'none', low: normal.value });
  const curve = measuredOf(result.measured, 'fisherMemory', 'reservoir');
  const [total] = measuredOf(result.measured, 'fisherTotal', 'reservoir');
  expect(curve.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(total.value, 9);
  expect(total.value).toBeLessThanOrEqual(6);
  expect(measuredOf(result.measured, 'fisherMemory', 'curved')).toEqual([]);
  expect(JSON.stringify(result.warnings)).toContain('only for a linear recurrence');
  checkCites(result);
  expect(measuredFindings(result)).toHaveLength(4);
  const tables = measuredTables(result).flat().join('\n');
  expect(tables).toContain('Fisher memory');
  expect(tables).toContain('Effective state size');
  const sizes = measuredOf(result.measured, 'stateRank', 'normal');
  // One number a step can fill one direction a step, and an LRU of six floats six.
  expect(sizes.map(({ time, value }) => value <= Math.min(6, time))).toEqual(Array.from({ length: 7 }, () => true));
  const sizeChart = stateSizeChartData(sceneFrom(result));
  expect(sizeChart?.series.map(({ marks }) => marks.length)).toEqual([7, 7, 7, 7]);
  expect(sizeChart?.limits.map(({ value }) => value)).toEqual([6, 6]);
  const chart = fisherChartData(sceneFrom(result));
  expect(chart?.series.map(({ name, marks }) => [name, marks.length])).toEqual([
    ['normal', 8],
    ['reservoir', 8],
  ]);
  expect(chart?.says).toMatch(/^normal: a Fisher memory of 1/);
});
