import { describe, expect, it } from 'vitest';
import { stateBits } from '../../../src/result/stateBits';
import type { AnalysisResult, Estimate } from '../../../src/result/result';
import { ResultIndex } from '../../../src/result/resultIndex';
import { statesTable } from '../../../src/cli/statesTable';
import { keptStateChartData } from '../../../webview/charts/keptState';
import { memoryChartData } from '../../../webview/charts/memory';
import { stateBitsChartData } from '../../../webview/charts/stateBits';
import { fakeResult } from '../../../webview/fake/result';
import { firstChoices, sceneOf } from '../../../webview/model/scene';

const noise = { kind: 'declaredNoise', variance: 0.01 } as const;

/** A made-up run of which an LSTM holds half a bit more of each input in its whole state than its output shows. */
function run(of: 'output' | 'state' = 'state'): AnalysisResult {
  const plain = fakeResult({ doubtful: 0 });
  const lstm = plain.layers.find(({ type }) => type === 'lstm')!.name;
  const about = (estimate: Estimate): boolean => [estimate.source, estimate.target].includes(lstm);
  const outputs = plain.estimates.map((one) => (about(one) ? { ...one, of: noise } : one));
  const states = outputs
    .filter((one) => about(one) && ['inputInformation', 'memory', 'outputInformation'].includes(one.quantity))
    .map((one): Estimate => ({
      ...one,
      variable: 'state',
      value: one.value + 0.5,
      low: one.low + 0.5,
      high: one.high === null ? null : one.high + 0.5,
    }));
  return {
    ...plain,
    config: { ...plain.config, analysis: { ...plain.config.analysis, of } },
    layers: plain.layers.map((layer) => (layer.name === lstm ? { ...layer, stateSize: 32 } : layer)),
    estimates: of === 'state' ? [...outputs, ...states] : outputs,
  };
}

const scene = (result: AnalysisResult) => sceneOf(new ResultIndex(result), firstChoices, false);

describe('whole states', () => {
  it('are over the floats that they carry, beside parameters', () => {
    const [bits] = stateBits(new ResultIndex(run()));
    expect(bits).toMatchObject({ floats: 32, isOutput: false });
    expect(bits.perFloat!.value).toBeCloseTo(bits.held!.value / 32, 12);
    expect(bits.hidden!.value).toBeCloseTo(0.5, 9);
    expect(bits.hidden!.low).toBeCloseTo(bits.held!.low - bits.shown!.high!, 9);
    const data = stateBitsChartData(scene(run()))!;
    expect(data.series.map(({ name }) => name)).toEqual(['held, I(X;S)', 'used, I(S;Y)']);
    expect(data.series.every(({ apart }) => apart)).toBe(true);
    expect(data.series[0].marks[0].y).toBeCloseTo(bits.held!.value / 32, 12);
    expect(data.summary!.rows[0].slice(0, 3)).toEqual([bits.layer.name, 32, bits.layer.parameters]);
    for (const series of data.series)
      for (const mark of series.marks) expect(mark.cells).toHaveLength(data.columns.length);
    expect(statesTable(run()).join('\n')).toContain('bits per state float');
  });

  it('keep what their outputs do not show, with an interval as wide as both', () => {
    const data = keptStateChartData(scene(run()))!;
    const [hidden, state, output] = data.series;
    expect(state.name).toBe(`${output.name} (state)`);
    for (const [i, mark] of hidden.marks.entries()) {
      expect(mark.y).toBeCloseTo(state.marks[i].y - output.marks[i].y, 9);
      // Nothing bounds the output from above, so that nothing bounds the difference from below.
      expect(mark.interval!.lowEnd).toBe('endless');
      expect(mark.read).toMatch(/\((≤ .*|–)\)$/);
    }
    for (const series of data.series)
      for (const mark of series.marks) expect(mark.cells.length).toBeLessThanOrEqual(data.columns.length);
  });

  it('stand in other charts under names of their own', () => {
    const names = memoryChartData(scene(run())).series.map(({ name }) => name);
    expect(names.filter((name) => name.endsWith('(state)'))).toHaveLength(1);
  });

  it('are nowhere where they were not asked for', () => {
    const result = run('output');
    expect(stateBitsChartData(scene(result))).toBeUndefined();
    expect(keptStateChartData(scene(result))).toBeUndefined();
    expect(statesTable(result)).toEqual([]);
    expect(scene(result).subjects).toEqual(scene(result).layers);
  });
});
