import { expect, test } from 'vitest';
import { withRuns } from '../../../webview/charts/withRuns';
import type { ChartKind } from '../../../webview/charts/chartKind';
import type { ChartData, Mark } from '../../../webview/model/chartData';
import { firstChoices, sceneOf } from '../../../webview/model/scene';
import { signOf } from '../../../webview/painters/runs';
import { XyPainter } from '../../../webview/painters/xyPainter';
import { ResultIndex } from '../../../src/result/resultIndex';
import { resultOf } from '../../support/results';

const config =
  '{ "data": { "task": "parity" }, "model": { "layers": [{ "type": "simpleRNN", "name": "memory", "units": 4 }, ' +
  '{ "type": "dense", "name": "out", "units": 2, "activation": "softmax" }] } }';
const scene = sceneOf(new ResultIndex(resultOf({ config, estimates: [] })), firstChoices, false);

const markOf = (mark: Partial<Mark>): Mark => ({
  ...{ x: 0, y: 1, bound: 'none', warnings: [], read: 'the state', details: [], cells: [] },
  ...mark,
});

const chartOf = (mark: Mark): ChartData => ({
  says: '',
  of: [],
  x: { label: 'x', low: 0, high: 4 },
  y: { label: 'y', low: 0, high: 4 },
  series: [{ name: 'state', role: 'estimate', marks: [mark] }],
  limits: [],
  bands: [],
  columns: [],
});

/** The chart of the present run beside the same chart of another one. */
function beside(here: Partial<Mark>, other: Partial<Mark>): { mark: Mark; notes: readonly string[] } {
  const kind: ChartKind = {
    ...{ id: 'a', title: 'a', reading: '', painter: XyPainter },
    select: () => chartOf(markOf(other)),
  };
  const { series, notes = [] } = withRuns(kind, chartOf(markOf(here)), [{ name: 'before', scene }]);
  return { mark: series[1].marks[0], notes };
}

test('a mark differs as surely as the surer of its two axes', () => {
  const here = { interval: { low: 0, high: 1 }, xInterval: { low: 0, high: 1 } };
  const byModel = { low: 2, high: 3, lowEnd: 'model' } as const;
  const certain = { low: 2, high: 3 };
  expect(beside(here, { interval: byModel, xInterval: certain }).mark.differs).toBe('certainly');
  expect(beside(here, { interval: certain, xInterval: byModel }).mark.differs).toBe('certainly');
  expect(beside(here, { interval: here.interval, xInterval: byModel }).mark.differs).toBe('ifModelsHold');
  expect(beside(here, here).mark.differs).toBeUndefined();
});

test('every sign in the chart has its note, and no other', () => {
  const here = { interval: { low: 0, high: 1 } };
  const certainly = beside(here, { interval: { low: 2, high: 3 } });
  expect([signOf(certainly.mark), certainly.notes]).toEqual([
    '≠',
    ['≠: its 95 % interval does not meet that of this run'],
  ]);
  const byModel = beside(here, { interval: { low: 2, high: 3, lowEnd: 'model' } });
  expect([signOf(byModel.mark), byModel.notes]).toEqual([
    '≠?',
    ['≠?: its 95 % interval does not meet that of this run, if the models hold'],
  ]);
  const alike = beside(here, here);
  expect([signOf(alike.mark), alike.notes]).toEqual(['', []]);
});
