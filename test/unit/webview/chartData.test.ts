import { upperEnd } from '../../../src/result/upperEnd';
import { verbatim } from '../../../src/base/sentence';
import { expect, test } from 'vitest';
import { memoryFits } from '../../../src/analysis/measures/memory/memoryFits';
import type { AnalysisResult } from '../../../src/result/result';
import { fakeResult, type FakeOptions } from '../../../webview/fake/result';
import { attentionChoices, attentionChartData } from '../../../webview/charts/attention';
import { biasChartData } from '../../../webview/charts/bias';
import { chartKinds } from '../../../webview/charts/catalog';
import { bottleneckChartData } from '../../../webview/charts/bottleneck';
import { marksOf, type ChartData } from '../../../webview/model/chartData';
import { flowChartData } from '../../../webview/charts/flow';
import { generalisationChartData } from '../../../webview/charts/generalisation';
import { layerCurvesChartData } from '../../../webview/charts/layerCurves';
import { layerPairsChartData } from '../../../webview/charts/layerPairs';
import { memoryChartData } from '../../../webview/charts/memory';
import { memoryMapChartData } from '../../../webview/charts/memoryMap';
import { infomaxChartData } from '../../../webview/charts/infomax';
import { networksChartData } from '../../../webview/charts/networks';
import { otherPlanesChartData } from '../../../webview/charts/otherPlanes';
import { overTrainingChartData } from '../../../webview/charts/overTraining';
import { planeChartData } from '../../../webview/charts/plane';
import { rateDistortionChartData } from '../../../webview/charts/rateDistortion';
import { ResultIndex } from '../../../src/result/resultIndex';
import { firstChoices, sceneOf, type Choices, type Scene } from '../../../webview/model/scene';
import { throughTimeChartData } from '../../../webview/charts/throughTime';
import { accuracyChartData, lossChartData } from '../../../webview/charts/training';
import { transitionsChartData } from '../../../webview/charts/transitions';

const selectors = {
  flowChartData,
  planeChartData,
  memoryChartData,
  throughTimeChartData,
  layerCurvesChartData,
  layerPairsChartData,
  bottleneckChartData,
  rateDistortionChartData,
  networksChartData,
  lossChartData,
  accuracyChartData,
  otherPlanesChartData,
  overTrainingChartData,
  generalisationChartData,
  transitionsChartData,
};
const sceneFrom = (result: AnalysisResult, choices: Partial<Choices> = {}, running = false): Scene =>
  sceneOf(new ResultIndex(result), { ...firstChoices, ...choices }, running);
const fake = (options: FakeOptions = {}, choices: Partial<Choices> = {}) => sceneFrom(fakeResult(options), choices);

/** Every number that a painter would get, and every word that a person would. */
function check(chartData: ChartData | undefined, name: string): void {
  if (!chartData) return;
  const wrong: string[] = [];
  for (const axis of [chartData.x, chartData.y])
    if (!Number.isFinite(axis.low) || !Number.isFinite(axis.high)) wrong.push(`axis ${axis.label}`);
  for (const mark of marksOf(chartData)) {
    const numbers = [
      mark.x,
      mark.y,
      mark.interval?.low,
      mark.interval?.high,
      mark.xInterval?.low,
      mark.xInterval?.high,
    ];
    if (numbers.some((value) => value !== undefined && !Number.isFinite(value))) wrong.push(mark.read);
    if (mark.interval && !(mark.interval.low <= mark.y && mark.y <= mark.interval.high))
      wrong.push(`interval of ${mark.read}`);
    if (mark.read === '' || /NaN|undefined|Infinity/.test(mark.read)) wrong.push(`read out: ${mark.read}`);
  }
  expect(wrong, name).toEqual([]);
  const drawn = chartData.series.some(({ role, marks }) => role !== 'exact' && marks.length > 0);
  expect(
    drawn || chartData.teaching !== undefined || chartData.series.length > 0,
    `${name} neither draws nor teaches`,
  ).toBe(true);
  if (drawn) expect(chartData.says, name).toMatch(/\.$/);
  expect(chartData.says).not.toMatch(/NaN|undefined|Infinity|\{\d\}/);
}

const situations: Record<string, AnalysisResult> = {
  usual: fakeResult(),
  sweep: fakeResult({ sweep: true }),
  'others beside': fakeResult({ beside: true, doubtful: 0.3 }),
  'one step, one layer, untrained': fakeResult({ layers: 1, steps: 1, epochs: 0, target: false, bottleneck: false }),
  'twenty layers, a thousand epochs': fakeResult({ layers: 20, epochs: 1000, snapshots: 20, longNames: true }),
  'no target': fakeResult({ target: false }),
  'everything doubtful': fakeResult({ doubtful: 1 }),
  'nothing yet': { ...fakeResult(), estimates: [], training: [], exact: [], findings: [] },
  'no layers': { ...fakeResult(), layers: [], estimates: [] },
  'numbers that are none': (() => {
    const result = fakeResult();
    result.estimates = result.estimates.map((estimate, i) => ({
      ...estimate,
      value: i % 3 ? estimate.value : NaN,
      low: i % 4 ? estimate.low : -Infinity,
      high: i % 5 ? estimate.high : Infinity,
    }));
    result.training = result.training.map((record, i) => ({
      ...record,
      loss: i % 2 ? NaN : record.loss,
      validationLoss: NaN,
    }));
    return result;
  })(),
};

for (const [situation, result] of Object.entries(situations)) {
  test(`${situation}: every chart draws numbers and says a sentence, or teaches`, () => {
    for (const running of [true, false]) {
      for (const epoch of ['newest', 0, 7] as const) {
        for (const unit of ['bits', 'nats'] as const) {
          for (const [name, select] of Object.entries(selectors))
            check(select(sceneFrom(result, { epoch, unit }, running)), name);
        }
      }
    }
  });
}

test('the flow names the columns and the symbols of the input', () => {
  const result = fakeResult();
  const columns = ['load', ...Array.from({ length: 14 }, (_, i) => `state=${i}`)];
  const { notes } = flowChartData(sceneFrom({ ...result, data: { ...result.data!, columns, symbols: ['a', 'b'] } }));
  const shown = columns.slice(0, 12).join(', ');
  expect(notes).toContain(`columns of the input: ${shown} and 3 more`);
  expect(notes).toContain('symbols of the input: a, b');
});

test('the flow holds the numbers of the document: input up, target down, the last step', () => {
  const scene = fake();
  const chartData = flowChartData(scene);
  const [up, down] = chartData.series;
  expect(chartData.x.names).toEqual(['embed', 'memory', 'z', 'out']);
  const last = (quantity: string, layer: string) =>
    scene.result.estimates
      .filter((estimate) => estimate.quantity === quantity && [estimate.source, estimate.target].includes(layer))
      .at(-1)!;
  expect(up.marks[1].y).toBe(last('inputInformation', 'memory').value);
  expect(down.marks[1].y).toBe(-last('outputInformation', 'memory').value);
  expect(down.marks[1].interval).toEqual({
    low: -upperEnd(last('outputInformation', 'memory')),
    high: -last('outputInformation', 'memory').low,
  });
  expect(chartData.limits.map(({ name, value }) => [name, value])).toEqual([
    ['a perfect memory of the last 4 symbols', 8],
    ['I(X;Y) = H(Y)', -2],
  ]);
  expect(chartData.notes).toEqual(['outside the chart: H(X_{1:t}) = 24.0 bits']);
  expect(chartData.says).toMatch(/^memory holds the most about the target: at least 1\.\d\d of at most 2\.00 bits\./);
});

test("the sentence names the document's largest loss, at its epoch", () => {
  expect(flowChartData(fake()).says).toMatch(/largest loss of information about the target is from memory to z/);
  expect(flowChartData(fake({}, { epoch: 0 })).says).not.toMatch(/loss/);
  expect(flowChartData(sceneFrom({ ...fakeResult(), losses: [] })).says).not.toMatch(/loss/);
});

test('nats are ln 2 of the bits, in marks, limits and tables alike', () => {
  const [bits, nats] = [memoryChartData(fake()), memoryChartData(fake({}, { unit: 'nats' }))];
  expect(nats.series[0].marks[2].y).toBeCloseTo(bits.series[0].marks[2].y * Math.LN2, 12);
  expect(nats.limits[0].value).toBeCloseTo(bits.limits[0].value * Math.LN2, 12);
  expect(nats.columns[3].label).toBe('value (nats)');
  expect(nats.series[0].marks[2].cells[3]).toBe(nats.series[0].marks[2].y);
});

test('axes hold every epoch, so that the slider moves none', () => {
  for (const select of [flowChartData, planeChartData, memoryChartData, throughTimeChartData]) {
    const [early, late] = [select(fake({}, { epoch: 0 })), select(fake())];
    expect([early.y.low, early.y.high]).toEqual([late.y.low, late.y.high]);
  }
});

test('paths end at the chosen epoch', () => {
  const { epochs } = new ResultIndex(fakeResult());
  const paths = planeChartData(fake({}, { epoch: epochs[3] })).series;
  expect(paths[0].marks.map(({ epoch }) => epoch)).toEqual(epochs.slice(0, 4));
});

test('the matrix of layers is symmetric', () => {
  const chartData = layerPairsChartData(fake());
  const at = (row: string, column: number) =>
    chartData.series.find(({ name }) => name === row)?.marks.find(({ x }) => x === column)?.y;
  expect(at('embed', 1)).toBe(at('memory', 0));
  expect(at('memory', 1)).toBeUndefined();
});

test('a decaying memory is fitted, named and drawn', () => {
  const result = fakeResult({ layers: 2, target: false });
  result.estimates = result.estimates.map((estimate) =>
    estimate.quantity === 'memory'
      ? {
          ...estimate,
          value: 2 * Math.exp(-(estimate.lag ?? 0) / 3),
          low: 1.9 * Math.exp(-(estimate.lag ?? 0) / 3),
          high: 2.1 * Math.exp(-(estimate.lag ?? 0) / 3),
        }
      : estimate,
  );
  result.fits = [...new Set(result.estimates.map(({ epoch }) => epoch))].flatMap((epoch) =>
    memoryFits(result.estimates.filter((estimate) => estimate.epoch === epoch)),
  );
  const chartData = memoryChartData(sceneFrom(result));
  expect(chartData.series.find(({ role }) => role === 'fit')?.name).toBe(
    'memory: exponential, time constant 3.00 steps',
  );
  expect(chartData.says).toMatch(/fades with lag: exponential, time constant 3\.00 steps\.$/);
  result.fits = result.fits.map((fit) => ({ ...fit, ...(fit.law && { law: { ...fit.law, lead: 0.1 } }) }));
  expect(memoryChartData(sceneFrom(result)).says).toContain('time constant 3.00 steps (a power law fits as well)');
});

test('an empty chart says what in the config would fill it', () => {
  const result = fakeResult({ bottleneck: false });
  result.config.analysis.quantities = ['inputInformation'];
  result.estimates = result.estimates.filter(({ quantity }) => quantity === 'inputInformation');
  const scene = sceneFrom(result);
  expect(memoryChartData(scene).teaching?.link).toMatchObject({
    path: ['analysis', 'quantities'],
    value: ['inputInformation', 'memory'],
  });
  expect(planeChartData(scene).teaching?.link).toMatchObject({ value: ['inputInformation', 'outputInformation'] });
  expect(bottleneckChartData(scene).teaching?.link).toMatchObject({
    path: ['model', 'layers', 3],
    insert: true,
    value: { type: 'bottleneck', name: 'z' },
  });
  expect(bottleneckChartData(fake()).teaching?.link).toMatchObject({ path: ['sweep'] });
  expect(lossChartData(fake({ epochs: 0 })).teaching?.link).toMatchObject({ path: ['training', 'epochs'] });
});

test('a differential entropy is no limit', () => {
  const result = fakeResult();
  result.exact = [
    {
      quantity: 'entropy',
      source: 'X',
      target: 'X',
      value: 2.05,
      unit: 'bits',
      name: verbatim('h(X)'),
      differential: true,
    },
    {
      quantity: 'entropy',
      source: 'Y',
      target: 'Y',
      value: 2.05,
      unit: 'bits',
      name: verbatim('h(Y)'),
      differential: true,
    },
  ];
  expect(flowChartData(sceneFrom(result)).limits).toEqual([]);
  expect(memoryChartData(sceneFrom(result)).limits).toEqual([]);
});

test('an estimated entropy stands in where the task states none', () => {
  const result = { ...fakeResult(), exact: [] };
  expect(flowChartData(sceneFrom(result)).limits.map(({ name }) => name)).toEqual(['H(Y), estimated']);
  expect(memoryChartData(sceneFrom(result)).limits.map(({ name }) => name)).toEqual(['H(X), estimated']);
});

test('attention is a row per query step, of the chosen head at the chosen epoch', () => {
  const base = fakeResult();
  const layers = [
    { ...base.config.model.layers[0], name: 'embed' },
    { type: 'attention' as const, name: 'attend', units: 4, heads: 2, causal: true, positions: 'none' as const },
    ...base.config.model.layers.slice(2),
  ];
  const map = (epoch: number, weight: number) => {
    const weights = [
      [1, 0],
      [weight, 1 - weight],
    ];
    const peak = { back: 1, weight };
    return {
      layer: 'attend',
      epoch,
      samples: 9,
      steps: [1, 2],
      weights,
      peak,
      heads: [
        { weights, peak },
        {
          weights: [
            [1, 0],
            [0, 1],
          ],
          peak: { back: 0, weight: 1 },
        },
      ],
    };
  };
  const result = {
    ...base,
    config: { ...base.config, model: { ...base.config.model, layers } },
    attention: [map(0, 0.5), map(30, 0.75)],
  };
  const newest = attentionChartData(sceneFrom(result))!;
  check(newest, 'attention');
  expect(newest.series.map(({ name, marks }) => [name, marks.map(({ y }) => y)])).toEqual([
    ['1', [1, 0]],
    ['2', [0.75, 0.25]],
  ]);
  expect(newest.says).toBe('attend attends most to the previous step, with 75 % of its attention weight.');
  expect(attentionChartData(sceneFrom(result, { epoch: 0 }))!.series[1].marks[0].y).toBe(0.5);
  expect(attentionChoices(sceneFrom(result)).map(({ value }) => value)).toEqual(['attend', 'attend/1', 'attend/2']);
  expect(attentionChartData(sceneFrom(result, { attention: 'attend/2' }))!.says).toBe(
    'attend, head 2 attends most to the current step, with 100 % of its attention weight.',
  );
  expect(attentionChartData(sceneFrom(result, { epoch: 7 }))!.teaching).toBeDefined();
  const passed = { unit: 'bits' as const, steps: [1, 3], total: 4, largestShare: 0.75, largestAt: 2 };
  const noisy = { ...result, attention: [{ ...map(30, 0.75), passed }] };
  const inNats = attentionChartData(sceneFrom(noisy, { unit: 'nats' }))!;
  expect(inNats.says).toContain('attend lets at most 2.77 nats of a sequence pass; 75 % of that is at step 2.');
  expect(inNats.series[0].marks[1].details).toContain('at most 2.08 nats about the key step pass the bottleneck');
  expect(attentionChartData(sceneFrom(base))).toBeUndefined();
});

test('networks side by side: a line each of the layer that remembers, the null, and a row under the chart', () => {
  const result = fakeResult();
  expect(networksChartData(sceneFrom(result)).teaching?.link).toMatchObject({
    path: ['networks'],
    value: { gru: { layers: [{ type: 'embedding' }, { type: 'gru', name: 'memory', units: 16 }, {}, {}] } },
  });
  const other = fakeResult({ seed: 2 });
  result.config.networks = { gru: result.config.model };
  result.networks = [
    {
      name: 'gru',
      layers: other.layers,
      training: other.training,
      estimates: other.estimates,
      exact: [],
      findings: [],
      warnings: [],
      fits: [{ layer: 'z', epoch: 30, horizon: 4 }],
    },
  ];
  result.estimates = result.estimates.filter(({ quantity }) => quantity !== 'memoryNull');
  for (const estimate of other.estimates)
    if (estimate.quantity === 'memoryNull') Object.assign(estimate, { value: 0, low: -0.1, high: 0.1 });
  const chartData = networksChartData(sceneFrom(result));
  check(chartData, 'networks');
  expect(
    chartData.series
      .filter(({ role }) => role === 'estimate')
      .map(({ name, colour, marks }) => [name, colour, marks.length]),
  ).toEqual([
    ['model', 0, 12],
    ['gru', 1, 12],
  ]);
  const truth = other.estimates.find(
    ({ quantity, epoch, target, lag }) => quantity === 'memory' && epoch === 30 && target === 'z' && lag === 2,
  )!;
  expect(chartData.series[1].marks[2].y).toBe(truth.value);
  expect(chartData.bands).toEqual([{ low: 0, high: 0.1, name: 'shuffled baseline' }]);
  expect(chartData.says).toBe('Memory is distinguishable from zero: in gru up to lag 4.');
  expect(chartData.summary?.rows.map((row) => [row[0], row[1], row[5]])).toEqual([
    ['model', 'z, bottleneck', ''],
    ['gru', 'z, bottleneck', '4'],
  ]);
  const overTime = networksChartData(sceneFrom(result, { networkQuantity: 'outputInformation' }));
  check(overTime, 'networks over time');
  expect(overTime.x.label).toBe('time step');
  expect(overTime.bands).toEqual([]);
});

test('what a critic reads is a line over the epochs; without an infomax layer there is no chart', () => {
  const result = fakeResult();
  expect(infomaxChartData(sceneFrom(result))).toBeUndefined();
  result.layers.push({ name: 'keep', type: 'infomax', units: 4, recurrent: false, analysed: false, parameters: 20 });
  const read = (epoch: number, value: number): AnalysisResult['estimates'][number] => ({
    ...result.estimates[0],
    quantity: 'infomax',
    source: 'X',
    target: 'keep',
    time: 12,
    epoch,
    value,
    low: value - 0.1,
    high: value + 0.1,
    bound: 'lower',
  });
  result.estimates.push(read(0, -0.1), read(30, 2));
  const chartData = infomaxChartData(sceneFrom(result))!;
  check(chartData, 'infomax');
  expect(chartData.series.map(({ name, marks }) => [name, marks.map(({ x, y }) => [x, y])])).toEqual([
    [
      'keep',
      [
        [0, 0],
        [30, 2],
      ],
    ],
  ]);
  expect(chartData.says).toBe('At epoch 30, the critic of keep reads at least 1.90 bits about X.');
  // Information is never negative.
  expect(chartData.y.low).toBe(0);
});

test('what other estimators say stands in charts of its own, and the main ones stay as they are', () => {
  const [plain, mixed] = [fakeResult(), fakeResult({ beside: true })];
  const main = mixed.estimates.filter(({ beside, set }) => beside === undefined && set === undefined);
  expect(planeChartData(sceneFrom(mixed))).toEqual(planeChartData(sceneFrom({ ...mixed, estimates: main })));
  expect(otherPlanesChartData(sceneFrom(plain))).toBeUndefined();
  expect(generalisationChartData(sceneFrom(plain))).toBeUndefined();
  const marks = marksOf(otherPlanesChartData(sceneFrom(mixed))!);
  expect(marks.length).toBeGreaterThan(0);
  expect(marks.every(({ details }) => details.some((line) => line.includes('binning')))).toBe(true);
  expect(otherPlanesChartData(sceneFrom(mixed))!.of).toEqual(['state in 10 bins of equal width per unit']);
  expect(overTrainingChartData(sceneFrom(mixed, { layer: 'memory' }))!.series.map(({ name }) => name)).toEqual([
    'knownConditional',
    'binning',
  ]);
});

test('a gap is training less held out, with errors of independent sets, and hollow where their sizes differ', () => {
  const result = fakeResult({ beside: true, doubtful: 0 });
  const last = (set?: 'training') =>
    result.estimates
      .filter(
        (estimate) =>
          estimate.quantity === 'outputInformation' &&
          estimate.source === 'memory' &&
          estimate.time === 12 &&
          estimate.set === set &&
          !estimate.beside,
      )
      .at(-1)!;
  const [heldOut, trained] = [last(), last('training')];
  const of = (chartData: ChartData) => chartData.series.find(({ name }) => name === 'memory')?.marks.at(-1);
  const mark = of(generalisationChartData(sceneFrom(result))!)!;
  expect(mark.y).toBeCloseTo(trained.value - heldOut.value, 12);
  expect(mark.interval!.high - mark.y).toBeCloseTo(
    Math.hypot(upperEnd(trained) - trained.value, heldOut.value - heldOut.low),
    12,
  );
  expect(mark.warnings).toEqual([]);
  trained.samples = 64;
  expect(of(generalisationChartData(sceneFrom(result))!)!.warnings[0]).toMatch(/64 training and 1000 held-out/);
});

test(
  'memory over lag and position: one column per step, one row per lag, and a link where it was not ' + 'requested',
  () => {
    const result = fakeResult({ steps: 4 });
    expect(memoryMapChartData(sceneFrom(result))?.teaching?.link).toMatchObject({
      path: ['analysis', 'positions'],
      value: 'all',
    });
    const [pattern] = result.estimates.filter(
      ({ quantity, epoch, target }) => quantity === 'memory' && epoch === 30 && target === 'z',
    );
    for (let time = 1; time < 4; time++)
      for (let lag = 0; lag < time; lag++)
        result.estimates.push({ ...pattern, time, lag, value: time + lag / 10, low: time, high: time + 1 });
    const chartData = memoryMapChartData(sceneFrom(result))!;
    check(chartData, 'memory map');
    expect(chartData.series.map(({ name, marks }) => [name, marks.map(({ x }) => x)])).toEqual([
      ['3', [3]],
      ['2', [2, 3]],
      ['1', [1, 2, 3]],
      ['0', [0, 1, 2, 3]],
    ]);
    expect(chartData.series[1].marks[0].y).toBe(3.2);
    expect(chartData.x.names).toEqual(['1', '2', '3', '4']);
    // The curve of the last step is not mixed with those of other steps.
    expect(memoryChartData(sceneFrom(result)).series.find(({ layer }) => layer === 'z')?.marks).toHaveLength(4);
  },
);

test('phase transitions: the sweep over log beta with the exact curve, and a line at each critical beta', () => {
  const chartData = transitionsChartData(fake({ sweep: true }))!;
  expect(transitionsChartData(fake())).toBeUndefined();
  expect(chartData.series.map(({ name, role }) => [name, role])).toEqual([
    ['rate, trained', 'estimate'],
    ['relevance, trained', 'estimate'],
    ['rate, exact', 'exact'],
    ['relevance, exact', 'exact'],
  ]);
  expect(chartData.series[0].marks.map(({ x }) => Number((10 ** x).toFixed(9)))).toEqual([2, 5, 20]);
  expect(chartData.limits.map(({ axis, name }) => [axis, name])).toEqual([['x', 'critical beta = 1.23 (1/ρ²)']]);
  expect(10 ** chartData.limits[0].value).toBeCloseTo(1 / 0.81, 12);
  expect(chartData.says).toMatch(/keeps information is at beta 2\.00\. .* keeps nothing below beta 1\.23\.$/);
});

test(
  'the bottleneck curve has the bounds that no code passes, and says why a linear sweep of a function ' +
    'lands on its corner',
  () => {
    const chartData = bottleneckChartData(fake({ sweep: true }));
    const bound = chartData.series.find(({ name }) => name === 'min(rate, H(Y))')!;
    for (const { x, y } of bound.marks) expect(y).toBeCloseTo(Math.min(x, 2), 12);
    for (const item of chartData.series.filter(({ role }) => role === 'estimate'))
      for (const { x, y } of item.marks) expect(y).toBeLessThan(Math.min(x, 2));
    const tangent = chartData.series.find(({ role }) => role === 'fit')!.marks.at(-1)!;
    expect(tangent.y / tangent.x).toBeCloseTo(0.81, 12);
    const result = fakeResult({ sweep: true });
    const corner = [
      { beta: 1, rate: 0, relevance: 0 },
      { beta: 1, rate: 2, relevance: 2 },
      { beta: 20, rate: 3, relevance: 2 },
    ];
    const taught = bottleneckChartData(sceneFrom({ ...result, curves: { ...result.curves, bottleneckLimit: corner } }));
    expect(taught.teaching?.text).toMatch(/every beta above 1 gives the corner/);
    expect(taught.teaching?.link).toMatchObject({ path: ['model', 'layers', 2, 'lagrangian'], value: 'squared' });
    expect(taught.series.some(({ name }) => name === 'min(rate, H(Y))')).toBe(false);
  },
);

test('estimates on parts of the sequences lie over the log of their number', () => {
  const common = { quantity: 'outputInformation', source: 'memory', target: 'Y', time: 5, epoch: 1 } as const;
  const point = (samples: number, parts: number, value: number) =>
    ({ ...common, estimator: 'ksg1', unit: 'bits', samples, parts, value }) as const;
  const chartData = biasChartData(
    sceneFrom({ ...fakeResult(), bias: [point(250, 4, 1.25), point(500, 2, 1.5), point(1000, 1, 1.75)] }),
  )!;
  check(chartData, 'bias');
  expect(chartData.series.map(({ name }) => name)).toEqual(['memory, About the target, ksg1']);
  expect(marksOf(chartData).map(({ x, y }) => [10 ** x, y])).toEqual([
    [expect.closeTo(250), 1.25],
    [expect.closeTo(500), 1.5],
    [expect.closeTo(1000), 1.75],
  ]);
  expect(biasChartData(sceneFrom(fakeResult()))).toBeUndefined();
});

test('every chart has an id and a title of its own', () => {
  const kinds = chartKinds();
  expect(new Set(kinds.map(({ id }) => id)).size).toBe(kinds.length);
  expect(new Set(kinds.map(({ title }) => title)).size).toBe(kinds.length);
});
