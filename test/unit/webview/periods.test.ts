import { describe, expect, it } from 'vitest';
import { ResultIndex } from '../../../src/result/resultIndex';
import type { AnalysisResult } from '../../../src/result/result';
import { idealAccuracyChartData } from '../../../webview/charts/idealAccuracy';
import { layerCurvesChartData } from '../../../webview/charts/layerCurves';
import { memoryChartData } from '../../../webview/charts/memory';
import { lossChartData } from '../../../webview/charts/training';
import { fakeResult } from '../../../webview/fake/result';
import { withPeriods } from '../../../webview/model/periods';
import { firstChoices, sceneOf, type Scene } from '../../../webview/model/scene';

const bestAccuracy = [0.5, 0.5, 0.7, 0.8, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9];

/** A made-up run of 12 steps on trials of a fixation, a stimulus, and a response. */
function sceneOfTrials(changes: Partial<AnalysisResult> = {}): Scene {
  const result: AnalysisResult = {
    ...fakeResult(),
    data: {
      title: { message: 'trials', args: [] },
      training: 8,
      heldOut: 8,
      length: 12,
      features: 2,
      trial: {
        dt: 50,
        periods: [
          { name: 'fixation', first: 1, last: 2 },
          { name: 'stimulus', first: 3, last: 11 },
          { name: 'response', first: 12, last: 12 },
        ],
        bestAccuracy,
      },
    },
    ...changes,
  };
  return sceneOf(new ResultIndex(result), firstChoices, false);
}

describe('periods of trials', () => {
  it('are shaded over time as they are, and named in the legend', () => {
    const scene = sceneOfTrials();
    const { periods, notes } = withPeriods(scene, layerCurvesChartData(scene));
    expect(periods).toEqual([
      { name: 'fixation', first: 1, last: 2 },
      { name: 'stimulus', first: 3, last: 11 },
      { name: 'response', first: 12, last: 12 },
    ]);
    expect(notes).toContain('periods in steps of 50 ms: fixation 1–2, stimulus 3–11, response 12');
  });

  it('are shaded over the lag back from the last step', () => {
    const scene = sceneOfTrials();
    expect(withPeriods(scene, memoryChartData(scene)).periods).toEqual([
      { name: 'fixation', first: 10, last: 11 },
      { name: 'stimulus', first: 1, last: 9 },
      { name: 'response', first: 0, last: 0 },
    ]);
  });

  it('are not shaded over epochs, nor where the data have none', () => {
    const scene = sceneOfTrials();
    expect(withPeriods(scene, lossChartData(scene)).periods).toBeUndefined();
    const plain = sceneOf(new ResultIndex(fakeResult()), firstChoices, false);
    expect(withPeriods(plain, layerCurvesChartData(plain)).periods).toBeUndefined();
    expect(idealAccuracyChartData(plain)).toBeUndefined();
  });
});

describe('accuracy of an ideal observer', () => {
  it('has a dashed line, and a mark where a head answers', () => {
    const scene = sceneOfTrials();
    const epoch = scene.index.epochs.at(-1) ?? 0;
    const answer = { head: 'out', target: 'Y', time: 12, epoch, accuracy: 0.85, chance: 0.5, best: 0.9, samples: 400 };
    const chart = idealAccuracyChartData(sceneOfTrials({ predictions: [answer] }));
    expect(chart?.series.map(({ name, role, marks }) => [name, role, marks.map(({ x, y }) => [x, y])])).toEqual([
      ['out', 'metric', [[12, 0.85]]],
      ['ideal observer', 'exact', bestAccuracy.map((share, i) => [i + 1, share])],
    ]);
    expect(chart?.limits.map(({ value, name }) => [value, name])).toEqual([[0.5, 'chance level']]);
    expect(chart?.says).toBe(
      'An ideal observer is right in 90 % of the trials from step 5 on. out is right in 85 % at step 12.',
    );
  });
});
