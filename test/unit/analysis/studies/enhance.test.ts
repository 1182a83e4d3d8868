import { describe, expect, it } from 'vitest';
import { nearness } from '../../../../src/analysis/studies/enhance/measures';
import { Random } from '../../../../src/base/random';
import { continuousSequences } from '../../../../src/data/sequences';
import { sentenceFaults } from '../../../support/citations';
import { analysisOf } from '../../../support/inProcess';

describe('nearness', () => {
  it('is in the units of the data, and leaves out what is no value', () => {
    const scale = { means: Float64Array.of(3, 0), deviations: Float64Array.of(2, 1) };
    const values = Float32Array.of(-1, 0, 1, 0, NaN, NaN);
    const clean = { ...continuousSequences(values, 3, 1, 2), at: 'every' as const, scale };
    const found = nearness(Float32Array.of(-0.5, 1, 0.5, -1, 7, 7), clean);
    // Errors of 1 (half a deviation of 2) and 1; clean values 1, 5 and 0, 0: a range of 5.
    expect(found.squaredError).toBe(1);
    expect(found.psnr).toBeCloseTo(10 * Math.log10(25), 10);
  });

  it('has the information of a Gaussian pair: ln(1 + 1/v)/2 with noise of variance v', () => {
    const random = new Random(4);
    const clean = continuousSequences(
      Float32Array.from({ length: 20_000 }, () => random.normal()),
      20_000,
      1,
      1,
    );
    const noisy = clean.values.map((value) => value + 0.5 * random.normal());
    const { information } = nearness(noisy, { ...clean, at: 'every' });
    expect(Math.abs(information - 0.5 * Math.log(5))).toBeLessThan(0.02);
  });
});

const linear = [
  { type: 'simpleRNN', name: 'h', units: 4, activation: 'linear', returnSequences: true },
  { type: 'dense', name: 'out', units: 1, head: { target: 'clean' } },
];

/** The error of the best causal estimate of an AR(1) process in noise, from the stationary start (Kalman 1960). */
function kalmanError(coefficient: number, noise: number, length: number): number {
  let [predicted, sum] = [1 / (1 - coefficient ** 2), 0];
  for (let t = 0; t < length; t++) {
    const left = (predicted * noise) / (predicted + noise);
    sum += left;
    predicted = coefficient ** 2 * left + 1;
  }
  return sum / length;
}

it('white Gaussian values in noise: no nearer than by the filter of Wiener, and nearly so near', async () => {
  const result = await analysisOf({
    data: { task: 'gaussianNoise', length: 4, samples: 1024, corrupt: { by: 'noise', training: 0.5 } },
    model: { layers: linear },
    training: { epochs: 15, batchSize: 32, learningRate: 0.01 },
    analysis: { samples: 64, snapshots: 1, quantities: ['entropy'], budget: 0 },
    enhance: { seeds: 1 },
  });
  const [point] = result.studies?.enhance ?? [];
  // Noise of variance 1/4 on values of variance 1: a factor of .8 leaves .2. 4096 values: a standard error of 2 %.
  expect(Math.abs(point.errorAfter / 0.2 - 1)).toBeLessThan(0.08);
  expect(Math.abs(point.informationAfter - 0.5 * Math.log2(5))).toBeLessThan(0.06);
  // Without memory, the best line is that filter.
  expect(Math.abs(point.psnrAfter - point.psnrLine)).toBeLessThan(0.2);
  // A factor changes no correlation.
  expect(Math.abs(point.informationAfter - point.informationBefore)).toBeLessThan(0.02);
  expect(sentenceFaults(result)).toEqual([]);
});

it('an autoregressive process in noise: the error of the causal filter', async () => {
  const result = await analysisOf({
    data: { task: 'gaussianProcess', length: 10, samples: 1024, corrupt: { by: 'noise', training: 1 } },
    model: { layers: linear },
    training: { epochs: 25, batchSize: 32, learningRate: 0.01 },
    analysis: { samples: 64, snapshots: 1, quantities: ['entropy'], budget: 0 },
    enhance: { seeds: 1 },
  });
  const [point] = result.studies?.enhance ?? [];
  const best = kalmanError(0.9, 1, 10);
  expect(point.errorAfter / best).toBeGreaterThan(0.93);
  expect(point.errorAfter / best).toBeLessThan(1.15);
  expect(point.gain).toBeCloseTo(10 * Math.log10(point.errorBefore / point.errorAfter), 6);
  expect(point.psnrAfter).toBeGreaterThan(point.psnrLine + 0.5);
  expect(point.picture?.clean).toHaveLength(10);
});
