import { describe, expect, it } from 'vitest';
import { answersOf, keptOf } from '../../../../src/analysis/studies/attribution/answers';
import { Mask } from '../../../../src/analysis/studies/attribution/mask';
import { momentsOf } from '../../../../src/analysis/studies/attribution/moments';
import { areaOf, overColumns } from '../../../../src/analysis/studies/attribution/removal';
import { Random } from '../../../../src/base/random';
import { continuousSequences } from '../../../../src/data/sequences';
import { withLengths } from '../../../../src/data/realSteps';

const random = new Random(3);
const sum = (values: Float64Array): number => values.reduce((all, value) => all + value, 0);

/** Standard normal values at one step of one column. */
const normal = (samples: number) =>
  continuousSequences(
    Float32Array.from({ length: samples }, () => random.normal()),
    samples,
    1,
    1,
  );

describe('the divergence of noisy inputs', () => {
  it.each([0, 0.3, 0.8])('is above I(R;Z) of Gaussian values by KL(p(z) || q(z)), share %f', (share) => {
    const samples = 20_000;
    const inputs = normal(samples);
    const mask = new Mask(inputs, momentsOf(inputs), 'values');
    const nats = sum(mask.divergence(new Float64Array(samples).fill(share))) / samples;
    // z = share r + (1 - share) e of unit variances: a Gaussian channel, and a marginal of variance v in place of 1.
    const v = share ** 2 + (1 - share) ** 2;
    const information = Math.log(v / (1 - share) ** 2) / 2;
    // The moments are those of the values, so that the mean of m^2 is 1 but for single precision.
    expect(nats).toBeCloseTo(information + (v - 1 - Math.log(v)) / 2, 6);
    expect(nats).toBeGreaterThanOrEqual(information);
  });

  it('has the slope in the share that differences give', () => {
    const inputs = normal(5);
    const mask = new Mask(inputs, momentsOf(inputs), 'values');
    const at = (share: number) => sum(mask.divergence(new Float64Array(5).fill(share)));
    const slopes = new Float64Array(5);
    mask.addSlopes(new Float64Array(5).fill(0.6), 2, slopes);
    expect(sum(slopes)).toBeCloseTo((2 * (at(0.6001) - at(0.5999))) / 0.0002, 4);
  });

  it('lets nothing through where training values never change: other values there would have no bound', () => {
    const moments = momentsOf(continuousSequences(Float32Array.of(2, 2, 2), 3, 1, 1));
    const mask = new Mask(continuousSequences(Float32Array.of(7), 1, 1, 1), moments, 'values');
    const shares = Float64Array.of(0.9);
    expect([...mask.noisy(shares, Float32Array.of(1)).values]).toEqual([2]);
    expect([...mask.divergence(shares)]).toEqual([0]);
  });

  it('is of real steps alone, and padding stays', () => {
    const values = Float32Array.of(1, -1, 3, 9, 2, 1);
    const inputs = withLengths(continuousSequences(values, 3, 2, 1), Int32Array.of(2, 1, 2));
    const moments = momentsOf(inputs);
    // All real values of the column: 1, -1, 3, 2, 1.
    expect(moments.means[0]).toBeCloseTo(1.2, 12);
    expect(moments.means[1]).toBe(moments.means[0]);
    const mask = new Mask(inputs, moments, 'steps');
    const noisy = mask.noisy(new Float64Array(6), new Float32Array(12).fill(1));
    expect(noisy).toMatchObject({ samples: 6, length: 2 });
    expect([...(noisy.lengths ?? [])]).toEqual([2, 1, 2, 2, 1, 2]);
    expect(noisy.values[3]).toBe(0);
    expect(noisy.values[2]).toBeCloseTo(moments.means[0] + moments.deviations[0], 5);
    expect(mask.divergence(new Float64Array(6).fill(0.5))[3]).toBe(0);
  });

  it('has one amount of noise for all columns of a step', () => {
    const inputs = continuousSequences(new Float32Array(12), 2, 2, 3);
    const mask = new Mask(inputs, momentsOf(inputs), 'steps');
    expect(mask.width).toBe(2);
    expect([0, 2, 3, 11].map((place) => mask.partOf(place))).toEqual([0, 0, 1, 3]);
  });
});

it('answers are those about the last target, and copies of the sequences keep some of them', () => {
  const targets = {
    ...continuousSequences(new Float32Array(8), 2, 2, 2),
    symbols: Int32Array.of(0, 1, 1, -1),
    alphabet: 2,
    at: 'every' as const,
  };
  const told = (probabilities: number[]) => ({ classes: 2, probabilities: Float64Array.from(probabilities) });
  const answers = answersOf(told([0.5, 0.5, 0.2, 0.8, 0.9, 0.1, 0.5, 0.5]), targets);
  expect([...answers.places]).toEqual([1, 2]);
  expect([...answers.told]).toEqual([1, 0]);
  const same = [0, 1, 0.4, 0.6, 0.7, 0.3, 0, 1];
  const other = [0, 1, 0.9, 0.1, 0.2, 0.8, 0, 1];
  const kept = keptOf(told([...same, ...other]), answers);
  expect(kept.share).toBe(0.5);
  expect(kept.accuracy).toBe(0.5);
  expect(kept.probability).toBeCloseTo((0.6 + 0.7 + 0.1 + 0.2) / 4, 12);
});

it('the area under a curve is its mean, and scores of columns add up to those of steps', () => {
  const curve = [0, 0.5, 1].map((removed, i) => ({ removed, probability: [1, 0.5, 0.2][i] }));
  expect(areaOf(curve)).toBeCloseTo(0.375 + 0.175, 12);
  expect([...overColumns(Float64Array.of(1, 2, 3, 4), 2)]).toEqual([3, 7]);
});
