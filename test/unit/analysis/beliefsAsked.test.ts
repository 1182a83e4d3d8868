import { expect, test } from 'vitest';
import { measuredFindings } from '../../../src/analysis/sayings/findings/measuredFindings';
import { layerBeliefs } from '../../../src/analysis/measures/asked/layerBeliefs';
import { measuredTables } from '../../../src/cli/measured/measuredTables';
import { configSchema } from '../../../src/config/schema/config';
import { discreteSequences } from '../../../src/data/sequences';
import { beliefStates } from '../../../src/data/tasks/beliefs';
import { namedProcess, processSource } from '../../../src/data/tasks/namedProcess';
import { Breather } from '../../../src/information/numerics/breather';
import { runEstimationJob } from '../../../src/information/runJob';
import { Random } from '../../../src/base/random';
import { recordsOf } from '../../../src/result/cites';
import { misfit } from '../../../src/result/migration/documentShape';
import { measuredOf } from '../../../src/result/measured';
import { ResultIndex } from '../../../src/result/resultIndex';
import { beliefsChartData } from '../../../webview/charts/beliefs';
import { marksOf } from '../../../webview/model/chartData';
import { firstChoices, sceneOf } from '../../../webview/model/scene';
import { analysisOf } from '../../support/inProcess';

const [samples, length, units] = [300, 6, 3];

test('a state that is the belief itself, turned and moved, is read in full; one of noise is not', async () => {
  const process = namedProcess('mess3');
  const random = new Random(4);
  const symbols = new Int32Array(samples * length);
  const source = processSource(process, length);
  for (let row = 0; row < samples; row++) source.draw(random, symbols, row * length);
  const inputs = discreteSequences(symbols, samples, length, 3);
  const rows = Int32Array.from({ length: samples }, (_, row) => row);
  const beliefs = beliefStates(process, symbols, length, length, rows);
  const state = (of: (row: number, unit: number) => number) => {
    const values = new Float32Array(samples * length * units);
    for (const row of rows)
      for (let unit = 0; unit < units; unit++) values[((row + 1) * length - 1) * units + unit] = of(row, unit);
    return { layer: 'm', type: 'gru', values, samples, length, units, recurrent: true, stochastic: false };
  };
  const own = state((row, unit) => 1 + 2 * beliefs[3 * row + ((unit + 1) % 3)] - beliefs[3 * row + unit]);
  const noise = { ...state(() => random.normal()), layer: 'noise' };
  const parsed = configSchema.parse({
    data: { task: 'markov', process: 'mess3', length },
    model: { layers: [{ type: 'gru', units }] },
  });
  const set = { inputs };
  const { measured } = await layerBeliefs(
    {
      config: { ...parsed, model: { layers: [] }, networks: undefined },
      dataset: { title: { message: '', args: [] }, training: set, heldOut: set, exact: [], warnings: [] },
      states: [own, noise],
      ...{ samples, epoch: 0, weights: {}, runJob: runEstimationJob },
    },
    new Breather(),
  );
  const [held, other] = measured;
  // States are kept with seven digits, and the ridge takes a millionth.
  expect(held.value).toBeGreaterThan(1 - 1e-5);
  expect(held).toMatchObject({ layer: 'm', unit: 'share', estimator: 'ridge', bound: 'lower', samples });
  expect(other.value).toBeLessThan(0.05);
  held.beliefs?.known.forEach((point, i) =>
    point.forEach((p, s) => {
      expect(p).toBeCloseTo(beliefs[3 * i + s], 3);
      expect(held.beliefs?.read[i][s]).toBeCloseTo(p, 2);
    }),
  );
});

test('the beliefs of a trained network are said and drawn, three states as simplices', async () => {
  const withHead = (classes: number) => ({
    layers: [
      { type: 'gru', name: 'memory', units: 6 },
      { type: 'dense', name: 'next', units: classes, activation: 'softmax' },
    ],
  });
  const config = {
    data: { task: 'markov', process: 'mess3', length: 6, samples: 256, heldOut: 256 },
    model: withHead(3),
    training: { epochs: 3 },
    analysis: { samples: 256, snapshots: 1, budget: 0, measures: ['beliefs'], quantities: ['entropy'] },
  };
  const result = await analysisOf(config);
  expect(misfit(result, 2)).toBeUndefined();
  const [found] = measuredOf(result.measured, 'beliefs', 'memory');
  expect(found.low).toBeLessThanOrEqual(found.value);
  const [said] = measuredFindings(result);
  for (const { of } of said.cites ?? []) for (const source of of) expect(recordsOf(result, source).length).toBe(1);
  expect(measuredTables(result).flat().join('\n')).toContain('Belief state');
  const chart = beliefsChartData(sceneOf(new ResultIndex(result), firstChoices, false));
  // 256 beliefs, as many readings, and four corners a simplex.
  expect(marksOf(chart!)).toHaveLength(2 * 256 + 2 * 4);
  expect(chart?.x.names).toEqual(['exact', 'memory']);
  const five = await analysisOf({ ...config, data: { ...config.data, process: 'rrxor' }, model: withHead(2) });
  const shares = beliefsChartData(sceneOf(new ResultIndex(five), firstChoices, false));
  expect(shares?.series.map(({ name, marks }) => [name, marks.length])).toEqual([['memory', 1]]);
  const none = await analysisOf({ ...config, data: { ...config.data, process: undefined }, model: withHead(2) });
  expect(JSON.stringify(none.warnings)).toContain('Belief states are known only');
}, 120_000);
