import { expect, test } from 'vitest';
import { summary } from '../../../src/cli/summary';
import { findings } from '../../../src/analysis/sayings/findings/findings';
import { ResultIndex } from '../../../src/result/resultIndex';
import type { AnalysisResult } from '../../../src/result/result';
import { memoryChartData } from '../../../webview/charts/memory';
import { firstChoices, sceneOf } from '../../../webview/model/scene';
import { estimate, layer, memoryOf, resultOf } from '../../support/results';
import { fill } from '../../support/sentences';

const curve = (name: string, values: readonly number[], from?: 'start'): AnalysisResult['estimates'] =>
  memoryOf(name, values).map((one) => ({ ...one, ...(from && { from }) }));

const result = (...estimates: AnalysisResult['estimates']): AnalysisResult =>
  resultOf({
    config: '{ "data": { "task": "activations", "recording": "runs" } }',
    layers: ['back', 'both'].map((name) => layer({ name, type: 'gru', recurrent: true })),
    estimates,
  });

const chartOf = (document: AnalysisResult): ReturnType<typeof memoryChartData> =>
  memoryChartData(sceneOf(new ResultIndex(document), firstChoices, false));

test('chart, table and sentences say that lags of a backward direction are counted from the first step', () => {
  const document = result(...curve('back', [2, 0, 0], 'start'));
  const { x, series, notes } = chartOf(document);
  expect(x.label).toContain('from the first step');
  expect(series[0]).toMatchObject({ name: 'back, from the first step', layer: 'back' });
  expect(notes?.join(' ')).toContain('back: lag 0 is the first step');
  expect(findings(document).map(fill).join(' ')).toContain('back (read backward: lag 0 is the first step');
  expect(summary(document, '')).toContain('Memory of back, which reads backward: I(X_{1+s};H_1)');
  const forward = chartOf(result(...curve('back', [2, 0, 0])));
  expect(forward.x.label).toBe('lag s (steps back)');
});

test('both curves of a layer of both directions are shown apart, and never mixed', () => {
  const document = result(...curve('both', [2, 0, 0]), ...curve('both', [0, 0, 1.5], 'start'));
  const { series } = chartOf(document);
  expect(series.map(({ name, marks }) => [name, marks.map(({ y }) => y)])).toEqual([
    ['both', [2, 0, 0]],
    ['both, from the first step', [0, 0, 1.5]],
  ]);
  expect(new ResultIndex(document).of('memory', 'both').map(({ value }) => value)).toEqual([2, 0, 0]);
  const said = findings(document).map(fill).join(' ');
  expect(said).toContain('Counted from the first step on, both remembers the inputs at these lags: 2; 1.5 bits');
  expect(summary(document, '')).toContain('Memory of both over lag s from the first step on');
});

test('the table says at which step a target is, where that is not the last', () => {
  const at = (time: number): string =>
    summary(
      result(
        estimate({ quantity: 'inputInformation', source: 'X', target: 'back', time: 12, value: 1 }),
        estimate({ quantity: 'outputInformation', source: 'back', target: 'Y', time, value: 1 }),
      ),
      '',
    );
  expect(at(5)).toContain('I(H;Y) bits at step 5');
  expect(at(12)).not.toContain('at step 12');
});
