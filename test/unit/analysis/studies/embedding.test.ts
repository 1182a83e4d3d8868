import { expect, it } from 'vitest';
import { codedTable } from '../../../../src/analysis/studies/compress/codedTable';
import { principalRotation, rotatedSteps, withRotation } from '../../../../src/analysis/studies/compress/rotation';
import type { RankedStep } from '../../../../src/analysis/studies/ranking/pairwise';
import { rankMembers } from '../../../../src/analysis/studies/ranking/rankMembers';
import { Random } from '../../../../src/base/random';
import { runEstimationJob } from '../../../../src/information/runJob';
import { sizesOf } from '../../../../src/result/studySummary';
import { sentenceFaults } from '../../../support/citations';
import { configOf } from '../../../support/configs';
import { analysisOf } from '../../../support/inProcess';

const [units, tokens] = [32, 256];

/**
 * States of an embedding of 32 numbers, of which eight at random places are the bits of the token's target and the
 * others are drawn for each token; all with a noise of .1. The eight have the smaller variance where `small` says so.
 */
function table(seed: number, small = 1): { step: RankedStep; informative: number[] } {
  const random = new Random(seed);
  const informative = [...random.permutation(units).slice(0, 8)].sort((a, b) => a - b);
  // Fair bits of the others too, so that no column differs from another by its distribution alone.
  const rows = Array.from({ length: tokens }, (_, token) =>
    Array.from({ length: units }, (_, unit) => {
      const place = informative.indexOf(unit);
      return place < 0 ? 2 * random.integer(2) - 1 : small * (2 * ((token >> place) & 1) - 1);
    }),
  );
  const samples = 2000;
  const drawn = Array.from({ length: samples }, () => random.integer(tokens));
  const members = Float64Array.from({ length: samples * units }, (_, i) => {
    return rows[drawn[Math.floor(i / units)]][i % units] + 0.1 * random.normal();
  });
  // Four targets of two bits each: what a token tells of the symbols to come.
  const targets = [0, 2, 4, 6].map((bit) => ({
    name: `Y${bit}`,
    kind: 'discrete' as const,
    values: Float64Array.from(drawn, (token) => (token >> bit) & 3),
    samples,
    dimensions: 1,
  }));
  return { step: { members, count: units, targets }, informative };
}

const context = {
  config: configOf(
    JSON.stringify({
      data: { task: 'parity', length: 2 },
      model: { layers: [{ type: 'dense', units: 2, activation: 'softmax' }] },
    }),
  ),
  runJob: runEstimationJob,
  signal: new AbortController().signal,
};

it.each([1, 2, 3, 4, 5])('finds the 8 informative numbers of 32 exactly, seed %i', async (seed) => {
  const { step, informative } = table(seed);
  const ranked = await rankMembers([step], 'gaussian', context);
  const first = ranked.slice(0, 8).map(({ member }) => member);
  expect(first.sort((a, b) => a - b)).toEqual(informative);
});

it.each(['cmim', 'mrmr'] as const)('so does %s, in pairs', async (method) => {
  const { step, informative } = table(1);
  // Time in the square of the samples, for 528 pairs.
  const samples = 250;
  const fewer: RankedStep = {
    ...step,
    members: step.members.slice(0, samples * units),
    targets: step.targets.map((target) => ({ ...target, samples, values: target.values.slice(0, samples) })),
  };
  const first = (await rankMembers([fewer], method, context)).slice(0, 8).map(({ member }) => member);
  expect(first.sort((a, b) => a - b)).toEqual(informative);
});

it('ranks by information where variance misleads: the 8 informative components have the least', async () => {
  const { step } = table(1, 0.5);
  const rotation = await principalRotation([step]);
  const [turned] = rotatedSteps([step], rotation);
  const ranked = await rankMembers([turned], 'gaussian', context);
  // Components stand in the order of their variance, so that the informative ones are the last eight.
  const first = ranked.slice(0, 8).map(({ member }) => member);
  expect(first.sort((a, b) => a - b)).toEqual([24, 25, 26, 27, 28, 29, 30, 31]);
});

it('turns a table and what reads it, and the product stays', async () => {
  const random = new Random(4);
  const draw = (size: number) => Float32Array.from({ length: size }, () => random.normal());
  const weights = {
    'e/embeddings': { shape: [5, 3], values: draw(15) },
    'h/kernel': { shape: [3, 4], values: draw(12) },
  };
  const axes = [
    { array: 'e/embeddings', axis: 1, blocks: 1 },
    { array: 'h/kernel', axis: 0, blocks: 1 },
  ];
  const members = Float64Array.from({ length: 60 }, () => random.normal());
  const targets = [{ name: 'Y', kind: 'discrete' as const, values: new Float64Array(20), samples: 20, dimensions: 1 }];
  const rotation = await principalRotation([{ members, count: 3, targets }]);
  const turned = withRotation(weights, axes, 'e', rotation);
  const product = (all: typeof weights | typeof turned, token: number, unit: number): number =>
    [0, 1, 2].reduce(
      (sum, k) => sum + all['e/embeddings'].values[3 * token + k] * all['h/kernel'].values[4 * k + unit],
      0,
    );
  for (let token = 0; token < 5; token++)
    for (let unit = 0; unit < 4; unit++)
      // Rounding of float32.
      expect(product(turned, token, unit)).toBeCloseTo(product(weights, token, unit), 5);
  expect(turned['e/embeddings'].values[0]).not.toBeCloseTo(weights['e/embeddings'].values[0], 3);
});

it('a coded table comes back within half a step, and its code is as long as the entropy of its integers', () => {
  const random = new Random(5);
  const values = Float32Array.from({ length: 20_000 }, () => random.normal());
  const { values: back, bits } = codedTable(values);
  const step = 1 / 8;
  values.forEach((value, i) => expect(Math.abs(value - back[i])).toBeLessThan(0.51 * step));
  // A normal density in steps d: log2(sqrt(2 pi e) / d) = 2.047 + 3 bits (Cover and Thomas 2006, theorem 8.3.1). The
  // counts of some 70 integers cost about 35 log2(20000) bits of 100 000.
  expect(bits / values.length).toBeGreaterThan(5.03);
  expect(bits / values.length).toBeLessThan(5.1);
  expect(codedTable(new Float32Array(6)).values).toEqual(new Float32Array(6));
});

it('compresses an embedding: four ways, the sizes of the table, and sentences that cite', async () => {
  const result = await analysisOf({
    data: { task: 'delayedCopy', symbols: 4, length: 4, delay: 0, samples: 96 },
    model: {
      layers: [
        { type: 'embedding', name: 'e', units: 8 },
        { type: 'simpleRNN', name: 'h', units: 6 },
        { type: 'dense', name: 'out', units: 4, activation: 'softmax' },
      ],
    },
    training: { epochs: 12, batchSize: 16, learningRate: 0.02 },
    analysis: { samples: 60, snapshots: 1, quantities: ['entropy'], budget: 0 },
    compress: { layer: 'e', sizes: [2, 4], epochs: 6, seeds: 2 },
  });
  const sizes = sizesOf(result.studies, 'compress');
  expect(sizes.map(({ method, size }) => `${method} ${size}`)).toEqual([
    ...['information 2', 'random 2', 'magnitude 2', 'principal 2'],
    ...['information 4', 'random 4', 'magnitude 4', 'principal 4'],
    'all 8',
  ]);
  for (const { size, points } of sizes)
    for (const { table: own } of points) expect(own?.kibibytes).toBe((4 * size * 4) / 1024);
  // Four tokens in two dimensions: enough to tell them apart.
  const [{ points }] = sizes;
  for (const { accuracy } of points) expect(accuracy).toBeGreaterThan(0.9);
  expect(result.findings.some(({ message }) => message.startsWith('Rounded and coded'))).toBe(true);
  expect(sentenceFaults(result)).toEqual([]);
});
