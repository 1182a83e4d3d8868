import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { channelCapacity } from '../../../../src/information/exact/discrete/capacity';
import { descend } from '../../../../src/information/exact/discrete/bottleneckDescent';
import { readBottleneckSource } from '../../../../src/information/exact/discrete/bottleneckSource';
import { discreteBottleneck } from '../../../../src/information/exact/discrete/discreteBottleneck';
import { divergence, mutualInformation } from '../../../../src/information/exact/discrete/entropyFunctions';
import { rateDistortionAtDistortion } from '../../../../src/information/exact/discrete/rateAtDistortion';
import { bernoulliRate, rateDistortionAtSlope } from '../../../../src/information/exact/discrete/rateDistortion';
import { Breather } from '../../../../src/information/numerics/breather';
import { withWarnings } from '../../../../src/information/exact/gapWarnings';
import { solveExact } from '../../../../src/information/exact/problems';
import { inEnglish } from '../../../../src/base/sentence';

const normalised = (row: readonly number[]): number[] => {
  const sum = row.reduce((a, b) => a + b, 0);
  return row.map((value) => value / sum);
};
const table = (rows: number, columns: number, entry: (x: number, y: number) => number): number[][] =>
  Array.from({ length: rows }, (_, x) => Array.from({ length: columns }, (_y, y) => entry(x, y)));

/** A channel with zeros, nearly equal rows and very small probabilities among the rest. */
const row = (outputs: number): fc.Arbitrary<number[]> =>
  fc
    .array(fc.oneof(fc.constantFrom(0, 1, 1e-9), fc.double({ min: 1e-3, max: 1, noNaN: true })), {
      minLength: outputs,
      maxLength: outputs,
    })
    .filter((entries) => entries.some((p) => p > 0))
    .map(normalised);
const channel = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .chain(([inputs, outputs]) => fc.array(row(outputs), { minLength: inputs, maxLength: inputs }));

/** max_x D(p(.|x) || p(.)) and I of an input, from their definitions. */
function bracket(rows: readonly number[][], input: ArrayLike<number>): { lower: number; upper: number } {
  const output = rows[0].map((_, y) => rows.reduce((sum, p, x) => sum + input[x] * p[y], 0));
  return {
    lower: mutualInformation(rows.map((p, x) => p.map((value) => value * input[x]))),
    upper: Math.max(...rows.map((p) => divergence(p, output))),
  };
}

describe('the gap of a capacity', () => {
  it('is what its input leaves open, and next to nothing', async () => {
    await fc.assert(
      fc.asyncProperty(channel, async (rows) => {
        const { capacity, input, gap } = await channelCapacity(rows);
        const { lower, upper } = bracket(rows, input);
        expect(gap).toBeLessThan(1e-10);
        expect(upper - lower).toBeLessThan(gap + 1e-12);
        expect(capacity).toBeGreaterThan(lower - 1e-12);
        expect(capacity).toBeLessThan(upper + 1e-12);
      }),
      { numRuns: 300 },
    );
  });

  it('closes where plain iterations crawl: an input that is just not worth its use', async () => {
    const useless = [0.9, 0.1].map((p, i) => 0.5 * (p + [0.1, 0.9][i]));
    const rows = [[0.9, 0.1], [0.1, 0.9], useless.map((p, i) => p + (i === 0 ? 1e-7 : -1e-7))];
    const { capacity, gap } = await channelCapacity(rows);
    expect(gap).toBeLessThan(1e-11);
    expect(capacity).toBeCloseTo(Math.LN2 + 0.9 * Math.log(0.9) + 0.1 * Math.log(0.1), 11);
  });
});

describe('the gap of R(D)', () => {
  const problem = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
    .chain(([symbols, outputs]) =>
      fc.record({
        source: row(symbols),
        distortion: fc.array(
          fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.double({ min: 0, max: 3, noNaN: true })), {
            minLength: outputs,
            maxLength: outputs,
          }),
          { minLength: symbols, maxLength: symbols },
        ),
      }),
    );

  it('is next to nothing, and no tangent lies above the curve', async () => {
    await fc.assert(
      fc.asyncProperty(
        problem,
        fc.double({ min: 0.05, max: 60, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (discrete, slope, share) => {
          const point = await rateDistortionAtSlope(discrete, slope);
          expect(point.gap).toBeLessThan(1e-10);
          const floor = discrete.source.reduce((sum, p, x) => sum + p * Math.min(...discrete.distortion[x]), 0);
          const worst = Math.max(...discrete.distortion.flat());
          const wanted = floor + share * (worst - floor);
          const there = (await rateDistortionAtDistortion(discrete, wanted))!;
          expect(there.gap).toBeLessThan(1e-9);
          expect(there.rate).toBeGreaterThanOrEqual(
            point.rate - point.gap - slope * (wanted - point.distortion) - 1e-9,
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it('of a fair bit, at distortions from nothing to all', async () => {
    const hamming = { source: [0.5, 0.5], distortion: table(2, 2, (x, y) => Number(x !== y)) };
    for (const distortion of [0, 1e-9, 0.11, 0.4999999, 0.5]) {
      const point = (await rateDistortionAtDistortion(hamming, distortion))!;
      expect(point.gap).toBeLessThan(1e-10);
      expect(point.rate).toBeCloseTo(bernoulliRate(0.5, distortion), 9);
    }
  });
});

describe('the gap of a bottleneck', () => {
  // Zeros among the rest: codes that rule a y out and codes that just allow it are far apart for a search.
  const entry = fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 1, noNaN: true }), fc.constantFrom(0.01, 0.03));
  const joint = fc
    .tuple(fc.integer({ min: 2, max: 7 }), fc.integer({ min: 2, max: 6 }))
    .chain(([inputs, outputs]) =>
      fc.array(fc.array(entry, { minLength: outputs, maxLength: outputs }), { minLength: inputs, maxLength: inputs }),
    )
    .map((rows) => rows.map((entries) => entries.map((value) => value ** 2)))
    .filter((rows) => rows.flat().some((value) => value > 1e-3))
    .map((rows) => {
      const total = rows.flat().reduce((a, b) => a + b, 0);
      return rows.map((entries) => entries.map((value) => value / total));
    });

  it('holds for the codes that descents from anywhere find', async () => {
    await fc.assert(
      fc.asyncProperty(
        joint,
        fc.double({ min: 1.05, max: 40, noNaN: true }),
        fc.integer({ min: 1, max: 1000 }),
        async (p, beta, seed) => {
          const [{ rate, relevance, gap }] = await discreteBottleneck(p, [beta]);
          expect(gap).toBeLessThan(1e-4);
          const random = new Random(seed);
          const source = readBottleneckSource(p);
          const start = {
            weights: new Float64Array(source.inputs).fill(1 / source.inputs),
            decoders: Array.from({ length: source.inputs }, () =>
              Float64Array.from(normalised(Array.from(source.py, (q) => q * random.uniform() ** 4 + 1e-6))),
            ),
          };
          const breather = new Breather();
          const code = await descend(source, beta, start, { turns: 3000, tolerance: 1e-15, breather });
          const loss = code.rate - beta * (mutualInformation(p) - code.lost);
          expect(loss).toBeGreaterThan(rate - beta * relevance - gap - 1e-10);
        },
      ),
      { numRuns: 100, seed: 11 },
    );
  });

  it('is nothing where the optimum is known to be no code at all', async () => {
    // The doubly symmetric binary source keeps nothing below 1/(1 - 2p)^2.
    const p = 0.2;
    const points = await discreteBottleneck(
      [
        [(1 - p) / 2, p / 2],
        [p / 2, (1 - p) / 2],
      ],
      [1.5, 0.99 / (1 - 2 * p) ** 2],
    );
    for (const { rate, relevance, gap } of points) {
      expect([rate, relevance]).toEqual([0, 0]);
      expect(gap).toBeLessThan(1e-12);
    }
  });
});

describe('200 x 200', () => {
  const random = new Random(3);
  const size = 200;
  const channels: [string, number[][]][] = [
    ['uniform rows', table(size, size, () => random.uniform())],
    ['nearly useless', table(size, size, () => 1 + 1e-3 * random.uniform())],
    ['a narrow band', table(size, size, (x, y) => Math.exp(-0.005 * (x - y) ** 2))],
    ['ten rows, repeated nearly', table(size, size, (x, y) => 1.5 + Math.sin((x % 10) * y) + 1e-6 * random.uniform())],
  ];

  it.each(channels)('capacity of %s', async (_, rows) => {
    const { input, gap } = await channelCapacity(rows.map(normalised));
    const { lower, upper } = bracket(rows.map(normalised), input);
    expect(gap).toBeLessThanOrEqual(1e-9);
    expect(upper - lower).toBeLessThanOrEqual(1e-9);
  });

  it.each<[string, (x: number, y: number) => number]>([
    ['random', () => random.uniform()],
    ['squared', (x, y) => ((x - y) / size) ** 2],
    ['of few values', () => Math.floor(4 * random.uniform())],
  ])('R(D), %s distortion', async (_, entry) => {
    const problem = {
      source: normalised(table(1, size, () => random.uniform())[0]),
      distortion: table(size, size, entry),
    };
    for (const slope of [1, 30]) expect((await rateDistortionAtSlope(problem, slope)).gap).toBeLessThanOrEqual(1e-9);
    const floor = problem.source.reduce((sum, p, x) => sum + p * Math.min(...problem.distortion[x]), 0);
    expect((await rateDistortionAtDistortion(problem, floor + 0.05))!.gap).toBeLessThanOrEqual(1e-9);
  });

  it('a bottleneck has a gap, and says how far it came', async () => {
    const joint = table(size, size, (x, y) => (x % 10 === y % 10 ? 1 : 0.05) * (0.5 + random.uniform()));
    const total = joint.flat().reduce((a, b) => a + b, 0);
    const shares: number[] = [];
    const [point] = await discreteBottleneck(
      joint.map((entries) => entries.map((value) => value / total)),
      [4],
      { onProgress: (share) => shares.push(share) },
    );
    expect(point.gap).toBeLessThan(1e-6);
    expect(point.rate).toBeGreaterThan(0);
    expect(shares.length).toBeGreaterThan(0);
  });
});

describe('what is said and heard of a gap', () => {
  it('reaches the answer in its unit, without a warning where it is small', async () => {
    const answer = await solveExact(
      'capacity',
      {
        channel: [
          [0.7, 0.2, 0.1],
          [0.1, 0.3, 0.6],
        ],
      },
      'bits',
    );
    expect(answer).toMatchObject({ gap: expect.closeTo(0, 10) as number });
    expect(answer).not.toHaveProperty('warnings');
  });

  it('is put in words where it is not', () => {
    const said = (answer: Parameters<typeof withWarnings>[0]): string[] | undefined =>
      withWarnings(answer, 'bits').warnings?.map(inEnglish);
    expect(said({ capacity: 1, input: [1], gap: 2e-7 })).toEqual([
      'The capacity is known to 2.0e-7 bits only: rounding stopped the search.',
    ]);
    const rate = { rate: 1, distortion: 0.1, slope: -1 };
    expect(
      said({
        points: [
          { ...rate, gap: 1e-5 },
          { ...rate, gap: 1e-12 },
        ],
      }),
    ).toEqual(['1 of 2 rates are known to 1.0e-5 bits only.']);
    expect(said({ points: [{ beta: 2, rate: 1, relevance: 0.5, gap: 3e-6 }] })?.[0]).toMatch(
      /up to 3\.0e-6 bits above/,
    );
    expect(said({ points: [rate] })).toBeUndefined();
  });

  it.each(['capacity', 'rate-distortion', 'bottleneck'] as const)(
    'a cancel is heard in the middle of %s',
    async (kind) => {
      const random = new Random(5);
      const rows = table(300, 300, () => random.uniform());
      const problem = {
        capacity: { channel: rows.map(normalised) },
        'rate-distortion': { source: normalised(rows[0]), distortion: rows, atDistortion: [0.1] },
        bottleneck: { joint: rows.map((entries) => normalised(entries).map((p) => p / 300)), betas: [30] },
      }[kind];
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 30);
      await expect(solveExact(kind, problem, 'bits', controller.signal)).rejects.toMatchObject({
        name: 'CancelledError',
      });
    },
  );
});
