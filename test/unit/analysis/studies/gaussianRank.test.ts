import { expect, it } from 'vitest';
import { CancelledError } from '../../../../src/base/cancellation';
import { Random } from '../../../../src/base/random';
import { gaussianRank } from '../../../../src/analysis/studies/ranking/gaussianRank';

const samples = 600;

/** Members [samples, count] with an own function of the class and noise. */
function step(count: number, classes: Float64Array, of: (label: number, j: number, random: Random) => number) {
  const random = new Random(7);
  const members = new Float64Array(samples * count);
  for (let i = 0; i < samples; i++) for (let j = 0; j < count; j++) members[i * count + j] = of(classes[i], j, random);
  const target = { name: 'Y', kind: 'discrete' as const, values: classes, samples, dimensions: 1 };
  return { members, count, targets: [target] };
}

const labels = (count: number): Float64Array => {
  const random = new Random(11);
  return Float64Array.from({ length: samples }, () => random.integer(count));
};

it('finds 8 informative of 32 dimensions exactly', async () => {
  // Dimension 4m tells bit m of a class of 8 bits, in noise of variance 1/4; all others are noise.
  const classes = labels(256);
  const ranked = await gaussianRank([
    step(32, classes, (label, j, random) =>
      j % 4 === 0 ? ((label >> (j / 4)) & 1) + 0.5 * random.normal() : random.normal(),
    ),
  ]);
  expect(ranked.slice(0, 8).map(({ member }) => member % 4)).toEqual(new Array(8).fill(0));
});

it('is the closed form of two classes', async () => {
  // Means 0 and 1 with equal shares, noise of variance 1/4: a total variance of 1/2, so that I = ½ ln 2 if Gaussian.
  const [only] = await gaussianRank([step(1, labels(2), (label, _, random) => label + 0.5 * random.normal())]);
  // The log of a ratio of two variances from 600 samples has a standard error of about 1/sqrt(600) here.
  expect(Math.abs(only.relevance - 0.5 * Math.LN2)).toBeLessThan(0.09);
});

it('gives a copy, and a sum of what is chosen, nothing', async () => {
  const draws: number[] = [];
  const ranked = await gaussianRank([
    step(4, labels(4), (label, j, random) => {
      if (j === 0) draws[0] = (label & 1) + 0.3 * random.normal();
      if (j === 1) draws[1] = (label >> 1) + 0.4 * random.normal();
      return j === 2 ? draws[0] : j === 3 ? draws[0] + draws[1] : draws[j];
    }),
  ]);
  // Any two of them that span the plane come first, and the other two add nothing.
  expect(ranked[1].score).toBeGreaterThan(0.2);
  expect(ranked.slice(2).map(({ score }) => score)).toEqual([0, 0]);
});

it('regresses on a target of values', async () => {
  const random = new Random(2);
  const values = Float64Array.from({ length: samples }, () => random.normal());
  // Y = X0 - X1: neither tells much alone, and both together all.
  const members = new Float64Array(samples * 3);
  for (let i = 0; i < samples; i++) {
    const common = 3 * random.normal();
    members.set([common + values[i], common, random.normal()], i * 3);
  }
  const target = { name: 'Y', kind: 'continuous' as const, values, samples, dimensions: 1 };
  const ranked = await gaussianRank([{ members, count: 3, targets: [target] }]);
  const place = (member: number) => ranked.findIndex((each) => each.member === member);
  expect(Math.max(place(0), place(1))).toBe(1);
  expect(ranked[1].score).toBeGreaterThan(3);
});

it('adds up to no more than the entropy of the target, by the order that the model gives', async () => {
  // Thirty members tell one fair bit each on their own: the model adds their amounts up, beyond the bit.
  const ranked = await gaussianRank([step(30, labels(2), (label, _, random) => label + 0.3 * random.normal())]);
  const sum = ranked.reduce((total, { score }) => total + score, 0);
  expect(sum).toBeLessThanOrEqual(Math.LN2 + 1e-9);
  expect(sum).toBeGreaterThan(0.9 * Math.LN2);
  expect(Math.max(...ranked.map(({ relevance }) => relevance))).toBeLessThanOrEqual(Math.LN2 + 1e-9);
});

it('stops when it is cancelled', async () => {
  const controller = new AbortController();
  const slow = gaussianRank([step(256, labels(2), (label, _, random) => label + random.normal())], controller.signal);
  controller.abort();
  await expect(slow).rejects.toThrow(CancelledError);
});
