import { inEnglish } from '../../../src/base/sentence';
import { migrate } from '../../../src/result/migration/migrate';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AnalysisResult } from '../../../src/result/result';
import { ResultIndex } from '../../../src/result/resultIndex';
import { memoryChartData } from '../../../webview/charts/memory';
import { networksChartData } from '../../../webview/charts/networks';
import { fakeResult } from '../../../webview/fake/result';
import type { ChartData, Series } from '../../../webview/model/chartData';
import { firstChoices, sceneOf, type Scene } from '../../../webview/model/scene';

/** The last epoch's memory of examples/ib-lstm, as the engine wrote it; the target is the symbol 2 steps back. */
const realResult = (): AnalysisResult => {
  const read = migrate(JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/ib-lstm.memory.json'), 'utf8')));
  if ('ignored' in read) throw new Error(inEnglish(read.ignored));
  return read.result;
};

const sceneFrom = (result: AnalysisResult): Scene => sceneOf(new ResultIndex(result), firstChoices, false);

const asked = ({ series }: ChartData): Series | undefined => series.find(({ role }) => role === 'metric');

test.each([
  { name: 'of the fake document', result: fakeResult(), steps: 12, delay: 3 },
  { name: 'of a real document', result: realResult(), steps: 10, delay: 2 },
])('information of the target about single inputs, $name, is drawn with the memory', ({ result, steps, delay }) => {
  const chartData = memoryChartData(sceneFrom(result));
  const marks = asked(chartData)?.marks ?? [];
  expect(marks.map(({ x }) => x)).toEqual(Array.from({ length: steps }, (_, lag) => lag));
  for (const { x, y } of marks) {
    const truth = result.estimates.find(({ quantity, lag }) => quantity === 'lagRelevance' && lag === x)?.value;
    expect(y).toBe(truth);
  }
  expect(marks.reduce((most, mark) => (mark.y > most.y ? mark : most)).x).toBe(delay);
  for (const { cells } of marks) expect(cells).toHaveLength(chartData.columns.length);
});

test('it is drawn once with several networks, whose data and target are the same', () => {
  const result = fakeResult();
  const other = fakeResult({ seed: 2 });
  result.config.networks = { other: result.config.model };
  result.networks = [{ ...other, name: 'other', exact: [] }];
  const chartData = networksChartData(sceneFrom(result));
  expect(chartData.series.map(({ role }) => role)).toEqual(['estimate', 'estimate', 'metric', 'exact']);
  for (const { cells } of asked(chartData)?.marks ?? []) {
    expect(cells).toHaveLength(chartData.columns.length);
    expect(chartData.columns[2].label).toBe('lag');
    expect(typeof cells[2]).toBe('number');
  }
});

test('a target that asks nothing of any single input has no curve', () => {
  const result = fakeResult();
  for (const estimate of result.estimates) if (estimate.quantity === 'lagRelevance') estimate.low = 0;
  expect(asked(memoryChartData(sceneFrom(result)))).toBeUndefined();
});
