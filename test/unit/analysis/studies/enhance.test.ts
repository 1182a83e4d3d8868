import { describe, expect, it } from 'vitest';
import {
  leastInformation,
  predictedByHead,
  predictedByLines,
} from '../../../../src/analysis/studies/enhance/leastInformation';
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

describe('the least information of a prediction', () => {
  const { signal } = new AbortController();
  const random = new Random(5);
  const samples = 3000;
  const sequences = (next: (i: number) => number) => ({
    ...continuousSequences(
      Float32Array.from({ length: samples }, (_, i) => next(i)),
      samples,
      1,
      1,
    ),
    at: 'every' as const,
  });

  it('is that of a Gaussian pair where the law is predicted, and never above it', async () => {
    const clean = sequences(() => random.normal());
    const truth = 0.5 * Math.log(5);
    const means = clean.values.map((value) => 0.8 * (value + 0.5 * random.normal()));
    for (const [factor, variance] of [
      [1, 0.2],
      [1, 1],
      [0.3, 0.2],
      [2, 0.05],
    ]) {
      const told = { means: means.map((mean) => factor * mean), variances: means.map(() => variance) };
      const found = await leastInformation(told, clean, signal);
      // The density ratio has a standard deviation of sqrt(.8) nats, so that 3000 values leave .016.
      expect(found).toBeLessThan(truth + 0.06);
      if (factor === 1 && variance === 0.2) expect(found).toBeGreaterThan(truth - 0.06);
    }
    // The line finds the law, whatever the scale of the values.
    const { means: lines, variances } = predictedByLines(
      means.map((mean) => 7 - 3 * mean),
      clean,
    );
    for (let i = 0; i < 5; i++) expect(lines[i]).toBeCloseTo(means[i], 1);
    expect(variances[0]).toBeCloseTo(0.2, 1);
  });

  it('counts a predicted variance too, which no correlation shows', async () => {
    // Half of the values are known nearly exactly, and of the others nothing: I = half of that of the sure ones.
    const clean = sequences(() => random.normal());
    const sure = Array.from(clean.values, (_, i) => i % 2 === 0);
    const error = 0.05;
    const means = clean.values.map((value, i) => (sure[i] ? (value + error * random.normal()) / (1 + error ** 2) : 0));
    const variances = Float32Array.from(sure, (isSure) => (isSure ? error ** 2 / (1 + error ** 2) : 1));
    const truth = 0.25 * Math.log(1 + 1 / error ** 2);
    const told = await leastInformation({ means, variances }, clean, signal);
    expect(Math.abs(told - truth)).toBeLessThan(0.12);
    const alike = await leastInformation(predictedByLines(means, clean), clean, signal);
    expect(alike).toBeLessThan(told - 0.5);
  });

  it('reads variances behind the means of each step', () => {
    const { means, variances } = predictedByHead(Float32Array.of(1, 2, 0, Math.log(3), 5, 6, Math.log(2), 0), 2);
    expect([...means]).toEqual([1, 2, 5, 6]);
    expect([...variances].map((value) => Number(value.toFixed(2)))).toEqual([1, 3, 2, 1]);
  });
});

const linear = [
  { type: 'simpleRNN', name: 'h', units: 4, activation: 'linear', returnSequences: true },
  { type: 'dense', name: 'out', units: 1, head: { target: 'clean' } },
];

/** The same, trained for information. */
const informed = {
  layers: [
    { type: 'simpleRNN', name: 'h', units: 4, activation: 'linear', returnSequences: true },
    { type: 'dense', name: 'out', units: 1, head: { target: 'clean', variance: 'learned' } },
  ],
};

/**
 * The error of the best causal estimate of an AR(1) process in noise, from the stationary start (Kalman 1960), and
 * I(noisy;clean) a value.
 */
function kalman(coefficient: number, noise: number, length: number): { error: number; bits: number } {
  const variance = 1 / (1 - coefficient ** 2);
  let [predicted, sum, bits] = [variance, 0, 0];
  for (let t = 0; t < length; t++) {
    const left = (predicted * noise) / (predicted + noise);
    sum += left;
    bits += 0.5 * Math.log2(variance / left);
    predicted = coefficient ** 2 * left + 1;
  }
  return { error: sum / length, bits: bits / length };
}

it('white Gaussian values in noise: no nearer than by the filter of Wiener, and nearly so near', async () => {
  const result = await analysisOf({
    data: { task: 'gaussianNoise', length: 4, samples: 1024, corrupt: { by: 'noise', training: 0.5 } },
    model: { name: 'squares', layers: linear },
    networks: { informed },
    training: { epochs: 15, batchSize: 32, learningRate: 0.01 },
    analysis: { samples: 64, snapshots: 1, quantities: ['entropy'], budget: 0 },
    enhance: { seeds: 1 },
  });
  const all = result.studies?.enhance ?? [];
  const [point] = all;
  expect(all.map(({ name }) => name)).toEqual(['squares', 'informed']);
  for (const { errorAfter, leastBefore = NaN, leastAfter = NaN } of all) {
    // Noise of variance 1/4 on values of variance 1: a factor of .8 leaves .2. 4096 values: a standard error of 2 %.
    expect(Math.abs(errorAfter / 0.2 - 1)).toBeLessThan(0.08);
    // No more than I(noisy;clean) = log2(5)/2, and nearly all of it. The density ratio of one value has a standard
    // deviation of sqrt(.8) nats, which 4096 values make .02 bits.
    for (const least of [leastBefore, leastAfter])
      expect(Math.abs(least - 0.5 * Math.log2(5)), `${least}`).toBeLessThan(0.07);
  }
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
    model: { name: 'squares', layers: linear },
    networks: { informed },
    training: { epochs: 25, batchSize: 32, learningRate: 0.01 },
    analysis: { samples: 64, snapshots: 1, quantities: ['entropy'], budget: 0 },
    enhance: { seeds: 1 },
  });
  const all = result.studies?.enhance ?? [];
  const [point] = all;
  const { error: best, bits } = kalman(0.9, 1, 10);
  for (const { name, errorAfter, leastAfter = NaN } of all) {
    expect(errorAfter / best, name).toBeLessThan(1.15);
    // 1024 sequences of ten values, which hang together: a standard error of about .02.
    expect(leastAfter).toBeLessThan(bits + 0.08);
    expect(leastAfter).toBeGreaterThan(bits - 0.2);
  }
  expect(point.errorAfter / best).toBeGreaterThan(0.93);
  expect(point.errorAfter / best).toBeLessThan(1.15);
  expect(point.gain).toBeCloseTo(10 * Math.log10(point.errorBefore / point.errorAfter), 6);
  expect(point.psnrAfter).toBeGreaterThan(point.psnrLine + 0.5);
  expect(point.picture?.clean).toHaveLength(10);
});
