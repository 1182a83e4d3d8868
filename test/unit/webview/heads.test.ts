import { verbatim } from '../../../src/base/sentence';
import { describe, expect, it } from 'vitest';
import type { AnalysisResult, Estimate, RateDistortionPoint } from '../../../src/result/result';
import { fakeResult } from '../../../webview/fake/result';
import { flowChartData } from '../../../webview/charts/flow';
import { headsChartData } from '../../../webview/charts/heads';
import { rateDistortionChartData, wrongSymbolsChartData } from '../../../webview/charts/rateDistortion';
import { ResultIndex } from '../../../src/result/resultIndex';
import { firstChoices, sceneOf, type Scene } from '../../../webview/model/scene';
import { lossChartData } from '../../../webview/charts/training';

const sceneFor = (result: AnalysisResult): Scene => sceneOf(new ResultIndex(result), firstChoices, false);

/** The made-up run with a second head, for the input. */
function twoHeads(): AnalysisResult {
  const result = fakeResult();
  const last = result.config.model.layers.at(-1)!;
  if (last.type !== 'dense') throw new Error('The made-up run ends in a head.');
  result.config.model.layers = [
    ...result.config.model.layers.slice(0, -1),
    { ...last, head: { target: 'Y', weight: 1 } },
    { ...last, name: 'rebuild', input: 'z', head: { target: 'X', weight: 1 } },
  ];
  const about = (layer: string, value: number): Estimate => ({
    ...result.estimates.find(({ quantity }) => quantity === 'outputInformation')!,
    source: layer,
    target: 'X',
    epoch: 30,
    time: 12,
    value,
    low: value,
    high: value,
  });
  result.estimates.push(about('memory', 1.5), about('z', 0.5));
  result.training = result.training.map((record) => ({
    ...record,
    heads: [
      { name: 'out', target: 'Y', loss: 1, validationLoss: 1, validationAccuracy: 0.9 },
      { name: 'rebuild', target: 'X', loss: 2, validationLoss: 2, validationAccuracy: 0.6 },
    ],
  }));
  return result;
}

describe('the chart of heads', () => {
  it('has no place in a network with one head for Y', () => {
    expect(headsChartData(sceneFor(fakeResult()))).toBeUndefined();
    expect(lossChartData(sceneFor(fakeResult())).series).toHaveLength(2);
  });

  it('compares every layer with the target of each head', () => {
    const chartData = headsChartData(sceneFor(twoHeads()))!;
    expect(chartData.series.map(({ name, marks }) => [name, marks.length])).toEqual([
      ['Y', 4],
      ['X', 2],
    ]);
    expect(chartData.series[1].marks.map(({ y }) => y)).toEqual([1.5, 0.5]);
    expect(chartData.says).toContain('rebuild predicts the input with a held-out accuracy of 60 % over all steps.');
    expect(lossChartData(sceneFor(twoHeads())).series.map(({ name }) => name)).toEqual([
      'training loss',
      'validation loss',
      'out, validation loss',
      'rebuild, validation loss',
    ]);
  });
});

describe('the flow of a network that branches', () => {
  it('names every branch from where it leaves, and joins no columns that do not follow', () => {
    const { series, subtitle, says } = flowChartData(
      sceneFor({ ...twoHeads(), layers: [...twoHeads().layers, { ...twoHeads().layers.at(-1)!, name: 'rebuild' }] }),
    );
    expect(subtitle).toBe('X → embed → memory → z → out → Y · z → rebuild → X');
    expect(says).not.toContain('to rebuild');
    for (const { marks } of series)
      for (const mark of marks) expect(mark.apart).toBe(mark.layer === 'rebuild' ? true : undefined);
    expect(flowChartData(sceneFor(fakeResult())).subtitle).toBe('X → embed → memory → z → out → Y');
  });
});

describe('rate and distortion of a sweep', () => {
  const point = (
    beta: number,
    rate: number,
    distortion: number,
    measure: RateDistortionPoint['measure'],
  ): RateDistortionPoint => ({
    beta,
    rate,
    rateLow: rate - 0.1,
    rateHigh: rate + 0.1,
    distortion,
    low: distortion - 0.01,
    high: distortion + 0.01,
    measure,
    head: 'rebuild',
    target: 'X',
  });
  const limit = (measure: RateDistortionPoint['measure'], top: number): RateDistortionPoint[] =>
    [
      [2, 0],
      [1, top / 2],
      [0, top],
    ].map(([rate, distortion]) => ({ rate, distortion, measure, target: 'X', name: verbatim(`R(D) ${measure}`) }));

  it(
    'draws trained points with both intervals, the exact curve under its name, and says how far apart they ' + 'are',
    () => {
      const result = twoHeads();
      result.curves = {
        rateDistortion: [point(1, 0.6, 0.75, 'squaredError'), point(4, 1.7, 0.2, 'squaredError')],
        rateDistortionLimit: limit('squaredError', 1),
      };
      const chartData = rateDistortionChartData(sceneFor(result));
      const trained = chartData.series.find(({ role }) => role === 'estimate')!;
      expect(
        trained.marks.map(({ x, y, xInterval, interval }) =>
          [x, y, xInterval?.low, interval?.high].map((value) => Number(value?.toFixed(9))),
        ),
      ).toEqual([
        [0.6, 0.75, 0.5, 0.76],
        [1.7, 0.2, 1.6, 0.21],
      ]);
      expect(chartData.series.find(({ role }) => role === 'exact')?.name).toBe('R(D) squaredError');
      expect(chartData.y.label).toBe('mean squared error of rebuild');
      // The exact curve needs .5 and 1.6 bits at these distortions.
      expect(chartData.says).toContain('the rate is at most 0.10 bits above the exact curve.');
      expect(wrongSymbolsChartData(sceneFor(result))).toBeUndefined();
      for (const { cells } of trained.marks) expect(cells).toHaveLength(chartData.columns.length);
    },
  );

  it('of symbols draws log loss in the unit on show, and the share of wrong symbols on another chart', () => {
    const result = twoHeads();
    result.curves = {
      rateDistortion: [point(4, 1, 1, 'logLoss'), point(4, 1, 0.3, 'hamming')],
      rateDistortionLimit: [...limit('logLoss', 2), ...limit('hamming', 0.5)],
    };
    const scene = sceneOf(new ResultIndex(result), { ...firstChoices, unit: 'nats' }, false);
    const chartData = rateDistortionChartData(scene);
    expect(chartData.series.find(({ role }) => role === 'estimate')?.marks[0]).toMatchObject({
      x: Math.LN2,
      y: Math.LN2,
    });
    expect(chartData.y.label).toBe('log loss of rebuild (nats per symbol)');
    // The way over training by the head's own loss, in nats.
    expect(chartData.series.find(({ role }) => role === 'path')?.marks.at(-1)?.y).toBe(2);
    const wrong = wrongSymbolsChartData(scene)!;
    expect(wrong.series.find(({ role }) => role === 'estimate')?.marks[0].y).toBe(0.3);
    expect(wrong.series.find(({ role }) => role === 'path')?.marks.at(-1)?.y).toBeCloseTo(0.4, 12);
  });
});
