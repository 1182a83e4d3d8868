import { expect, test } from 'vitest';
import { onPartsOfRows } from '../../../src/analysis/measures/bias';
import { biasFindings } from '../../../src/analysis/sayings/findings/biasFindings';
import { inEnglish } from '../../../src/base/sentence';
import { Random } from '../../../src/base/random';
import type { EstimationJob } from '../../../src/information/job/job';
import { runEstimationJob } from '../../../src/information/runJob';
import type { Variable } from '../../../src/information/types/variable';
import { biasCurves } from '../../../src/result/bias';
import { recordsOf } from '../../../src/result/cites';
import { analysisOf } from '../../support/inProcess';
import { fakeResult } from '../../../webview/fake/result';

const { signal } = new AbortController();
const symbols = (name: string, samples: number, seed: number): Variable => {
  const random = new Random(seed);
  const values = Float64Array.from({ length: samples }, () => random.integer(8));
  return { name, kind: 'discrete', values, samples, dimensions: 1 };
};
const planned = { quantity: 'outputInformation', source: 'memory', target: 'Y', time: 5 } as const;

test('counts of independent symbols: what is left on N rows is the bias (K-1)^2/2N of Miller 1955', async () => {
  const job: EstimationJob = {
    variables: [symbols('x', 4000, 1), symbols('y', 4000, 2)],
    pairs: [{ x: 0, y: 1 }],
    options: { estimator: 'plugin', seed: 1 },
  };
  const [whole] = await runEstimationJob(job, signal);
  const points = await onPartsOfRows(job, [{ planned, whole }], 3, runEstimationJob, signal);
  expect(points.map(({ samples, parts, epoch }) => [samples, parts, epoch])).toEqual([
    [1000, 4, 3],
    [2000, 2, 3],
    [4000, 1, 3],
  ]);
  // 2N times the value is chi-squared of 49 degrees, whose deviation is 9.9, less by the root of the number of parts.
  for (const { samples, parts, value } of points)
    expect(Math.abs(value * 2 * samples - 49)).toBeLessThan((3 * 9.9) / Math.sqrt(parts));
  expect(points[2].value).toBeCloseTo('nats' in whole ? whole.nats : NaN, 12);
});

test('a pair that failed, or of which rows were left out, has no points', async () => {
  const job: EstimationJob = {
    variables: [symbols('x', 400, 1), symbols('y', 400, 2)],
    pairs: [
      { x: 0, y: 1 },
      { x: 0, y: 1 },
    ],
    options: { estimator: 'plugin', seed: 1 },
  };
  const [whole] = await runEstimationJob(job, signal);
  const asked = [
    { planned, whole: { error: { message: 'no', args: [] } } },
    { planned, whole: { ...whole, samples: 300 } },
  ];
  expect(await onPartsOfRows(job, asked, 1, runEstimationJob, signal)).toEqual([]);
});

const config = {
  data: { task: 'delayedCopy', symbols: 3, delay: 1, length: 5, samples: 256 },
  model: {
    layers: [
      { type: 'gru', name: 'memory', units: 6 },
      { type: 'dense', name: 'out', units: 3, activation: 'softmax' },
    ],
  },
  training: { epochs: 1 },
  analysis: { samples: 120, snapshots: 1, budget: 0, alsoWith: ['binning'], bias: true },
};

test('a config asks for it, by every estimator, and the sentence cites the points', async () => {
  const result = await analysisOf(config);
  const curves = biasCurves(result.bias);
  const named = curves.map(([{ quantity, source, target, beside }]) => [quantity, source, target, beside]);
  expect(named).toContainEqual(['inputInformation', 'X', 'memory', undefined]);
  expect(named).toContainEqual(['inputInformation', 'X', 'memory', 'binning']);
  for (const curve of curves) expect(curve.at(-1)).toMatchObject({ parts: 1, unit: 'bits', epoch: 1, time: 5 });
  // Almost every sequence has cells of its own: I(X;T) = H(T) is about the log of the number of sequences.
  const binned = curves.find(([{ quantity, beside }]) => quantity === 'inputInformation' && beside === 'binning');
  expect(binned?.map(({ samples }) => samples)).toEqual([30, 60, 120]);
  const values = binned?.map(({ value }) => value) ?? [];
  expect(values).toEqual([...values].sort((a, b) => a - b));
  const [said] = biasFindings(result);
  expect(said.cites?.length).toBe(2);
  for (const { of } of said.cites ?? []) for (const source of of) expect(recordsOf(result, source).length).toBe(1);
});

test.each([
  [2, 'The estimate of memory about the target depends on the number of sequences: 2.5 bits on 50, 2.0 on 100.'],
  [2.49, 'More sequences would hardly change the estimates at the last step.'],
])('a value of %s on all sequences is said with that on half of them', (value, words) => {
  const common = { ...planned, epoch: 1, estimator: 'ksg1', unit: 'bits' } as const;
  const bias = [
    { ...common, samples: 50, parts: 2, value: 2.5 },
    { ...common, samples: 100, parts: 1, value },
  ];
  const [said] = biasFindings({ ...fakeResult(), bias });
  expect(inEnglish(said)).toContain(words);
  if (value === 2) expect(inEnglish(said)).toContain('1.5 bits are left without it');
});
