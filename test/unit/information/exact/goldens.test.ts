import { describe, expect, it } from 'vitest';
import { solveExact, type ExactKind } from '../../../../src/information/exact/problems';

const h = (p: number): number => (p <= 0 || p >= 1 ? 0 : -p * Math.log2(p) - (1 - p) * Math.log2(1 - p));
const star = (a: number, p: number): number => a * (1 - p) + p * (1 - a);

interface Point {
  rate: number;
  distortion: number;
  slope: number;
  beta: number;
  relevance: number;
}
async function points(kind: ExactKind, problem: unknown): Promise<Point[]> {
  const result = await solveExact(kind, problem, 'bits');
  if (!('points' in result)) throw new Error('no points');
  return result.points as Point[];
}
async function capacity(problem: unknown): Promise<{ capacity: number; input?: number[]; powers?: number[] }> {
  const result = await solveExact('capacity', problem, 'bits');
  if (!('capacity' in result)) throw new Error('no capacity');
  return result;
}

describe('capacity, bits', () => {
  it.each([
    [
      'BSC(.11)',
      [
        [0.89, 0.11],
        [0.11, 0.89],
      ],
      0.500084042,
    ],
    [
      'BEC(.3)',
      [
        [0.7, 0.3, 0],
        [0, 0.3, 0.7],
      ],
      0.7,
    ],
    [
      'Z(.5)',
      [
        [1, 0],
        [0.5, 0.5],
      ],
      Math.log2(5 / 4),
    ],
    [
      'noiseless',
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
      Math.log2(3),
    ],
    [
      'useless',
      [
        [0.2, 0.8],
        [0.2, 0.8],
      ],
      0,
    ],
    ['one input', [[0.2, 0.8]], 0],
    [
      'noisy typewriter',
      Array.from({ length: 6 }, (_, x) =>
        Array.from({ length: 6 }, (_y, y) => (y === x || y === (x + 1) % 6 ? 0.5 : 0)),
      ),
      Math.log2(3),
    ],
    // A third input in the middle of two others' reach adds nothing.
    [
      'a useless input',
      [
        [0.9, 0.1],
        [0.1, 0.9],
        [0.5, 0.5],
      ],
      1 - h(0.1),
    ],
    [
      'an input twice',
      [
        [0.9, 0.1],
        [0.1, 0.9],
        [0.1, 0.9],
      ],
      1 - h(0.1),
    ],
  ])('%s', async (_, channel, expected) => {
    const { capacity: found, input } = await capacity({ channel });
    expect(found).toBeCloseTo(expected, 9);
    expect(input!.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
  });

  it('general binary channel agrees with its closed form', async () => {
    // Silverman 1955: C = log2(1 + 2^((h(a) - h(b))/(1-a-b) ...)) written for crossovers a, b.
    for (const [a, b] of [
      [0.1, 0.3],
      [0.02, 0.5],
      [0.25, 0.05],
    ]) {
      const z = 2 ** ((h(a) - h(b)) / (1 - a - b));
      const expected = Math.log2(1 + z) - ((1 - b) * h(a) - a * h(b)) / (1 - a - b);
      expect(
        (
          await capacity({
            channel: [
              [1 - a, a],
              [b, 1 - b],
            ],
          })
        ).capacity,
      ).toBeCloseTo(expected, 9);
    }
  });

  it('Gaussian channels: one by Shannon, several by water-filling', async () => {
    expect((await capacity({ gaussianChannels: { noise: [2], power: 6 } })).capacity).toBeCloseTo(1, 12);
    const { capacity: found, powers } = await capacity({ gaussianChannels: { noise: [1, 4, 2, 10], power: 3 } });
    expect(powers).toEqual([2, 0, 1, 0]);
    expect(found).toBeCloseTo(0.5 * Math.log2(3) + 0.5 * Math.log2(1.5), 12);
    expect((await capacity({ gaussianChannels: { noise: [1, 4], power: 0 } })).capacity).toBe(0);
  });
});

describe('rate-distortion, bits', () => {
  const hamming = [
    [0, 1],
    [1, 0],
  ];

  it('Bernoulli with Hamming distortion', async () => {
    const at = [0, 0.01, 0.11, 0.3, 0.499, 0.5, 0.7];
    const fair = await points('rate-distortion', { source: [0.5, 0.5], distortion: hamming, atDistortion: at });
    fair.forEach((point, i) => {
      expect(point.distortion).toBeCloseTo(at[i], 9);
      expect(point.rate).toBeCloseTo(at[i] >= 0.5 ? 0 : 1 - h(at[i]), 8);
    });
    expect(fair[2].rate).toBeCloseTo(0.500084042, 8);
    const skewed = await points('rate-distortion', {
      source: [0.8, 0.2],
      distortion: hamming,
      atDistortion: [0, 0.05, 0.19, 0.2],
    });
    [0, 0.05, 0.19, 0.2].forEach((d, i) => expect(skewed[i].rate).toBeCloseTo(h(0.2) - h(d), 8));
  });

  it('at a slope: D = 1/(1 + e^s), with either sign', async () => {
    const slopes = [-0.1, 1, 3, 40];
    const found = await points('rate-distortion', { source: [0.5, 0.5], distortion: hamming, atSlope: slopes });
    found.forEach((point, i) => {
      const d = 1 / (1 + Math.exp(Math.abs(slopes[i])));
      expect(point.distortion).toBeCloseTo(d, 8);
      expect(point.rate).toBeCloseTo(1 - h(d), 8);
      expect(point.slope).toBe(slopes[i]);
    });
  });

  it('uniform on m symbols: ln m - h(D) - D ln(m-1)', async () => {
    const m = 5;
    const distortion = Array.from({ length: m }, (_, x) => Array.from({ length: m }, (_y, y) => (x === y ? 0 : 1)));
    const at = [0, 0.1, 0.5, 0.79, 0.8];
    const found = await points('rate-distortion', {
      source: new Array<number>(m).fill(1 / m),
      distortion,
      atDistortion: at,
    });
    at.forEach((d, i) => expect(found[i].rate).toBeCloseTo(Math.log2(m) - h(d) - d * Math.log2(m - 1), 7));
  });

  it('erasures: the straight line 1 - D', async () => {
    const found = await points('rate-distortion', {
      source: [0.5, 0.5],
      distortion: [
        [0, 1e6, 1],
        [1e6, 0, 1],
      ],
      atDistortion: [0, 0.25, 0.6, 1],
    });
    [1, 0.75, 0.4, 0].forEach((rate, i) => expect(found[i].rate).toBeCloseTo(rate, 5));
    // R falls by a bit for each 1 of distortion along the whole line.
    for (const { slope } of found.slice(1, 3)) expect(slope).toBeCloseTo(-Math.LN2, 5);
  });

  it('Gaussian sources, with the slope -1/(2 level)', async () => {
    const one = await points('rate-distortion', { gaussianSource: { variances: [4] }, atDistortion: [1, 4, 9] });
    expect(one.map(({ rate }) => rate)).toEqual([1, 0, 0]);
    expect(one[0].slope).toBe(-0.5);
    const vector = await points('rate-distortion', {
      gaussianSource: { variances: [4, 1, 0.25] },
      atDistortion: [1.25],
      atSlope: [1],
    });
    expect(vector[0].rate).toBeCloseTo(0.5 * Math.log2(8) + 0.5 * Math.log2(2), 12);
    expect(vector[1]).toEqual({ ...vector[0], slope: 1 });
  });

  it('Bernoulli: the slope at a distortion is -ln((1-D)/D)', async () => {
    const found = await points('rate-distortion', {
      source: [0.4, 0.6],
      distortion: [
        [0, 1],
        [1, 0],
      ],
      atDistortion: [0.3, 0.11, 0.02],
    });
    [0.3, 0.11, 0.02].forEach((d, i) => {
      expect(found[i].slope).toBeCloseTo(-Math.log((1 - d) / d), 6);
    });
  });

  it('a distortion that no code reaches is an error that names the least one', async () => {
    await expect(
      points('rate-distortion', {
        source: [0.5, 0.5],
        distortion: [
          [1, 2],
          [2, 1],
        ],
        atDistortion: [0.5],
      }),
    ).rejects.toThrow(/least distortion of this source is 1/);
  });

  it('Laplace(1) with absolute error, finely divided, comes to 1 bit at D = .5', async () => {
    const step = 0.1;
    const grid = Array.from({ length: 121 }, (_, i) => (i - 60) * step);
    const weights = grid.map((x) => Math.exp(-Math.abs(x)));
    const total = weights.reduce((a, b) => a + b, 0);
    const [point] = await points('rate-distortion', {
      source: weights.map((w) => w / total),
      distortion: grid.map((x) => grid.map((y) => Math.abs(x - y))),
      atSlope: [2],
    });
    // The grid of .1 stands .05 off at most; R(D) = -log2 D on the curve.
    expect(point.rate).toBeCloseTo(-Math.log2(point.distortion), 1);
    expect(point.distortion).toBeCloseTo(0.5, 1);
  });
});

describe('bottleneck, bits', () => {
  it('doubly symmetric binary source', async () => {
    for (const p of [0.1, 0.2]) {
      const joint = [
        [(1 - p) / 2, p / 2],
        [p / 2, (1 - p) / 2],
      ];
      const noises = [0.01, 0.05, 0.2, 0.35];
      // dI(Z;Y)/dI(X;Z) along the curve is (1-2p) log((1-a*p)/(a*p)) / log((1-a)/a) = 1/beta.
      const betas = noises.map((a) => Math.log((1 - a) / a) / ((1 - 2 * p) * Math.log((1 - star(a, p)) / star(a, p))));
      const found = await points('bottleneck', { joint, betas });
      noises.forEach((a, i) => {
        expect(found[i].rate).toBeCloseTo(1 - h(a), 6);
        expect(found[i].relevance).toBeCloseTo(1 - h(star(a, p)), 6);
      });
      const [nothing] = await points('bottleneck', { joint, betas: [0.999 / (1 - 2 * p) ** 2] });
      expect(nothing).toMatchObject({ rate: 0, relevance: 0 });
    }
    const [golden] = await points('bottleneck', {
      joint: [
        [0.45, 0.05],
        [0.05, 0.45],
      ],
      betas: [2.027526616],
    });
    expect(golden.rate).toBeCloseTo(0.713603043, 6);
    expect(golden.relevance).toBeCloseTo(0.415761188, 6);
  });

  it('uniform on five pairs', async () => {
    const found = await points('bottleneck', {
      joint: [
        [0.2, 0, 0.2],
        [0, 0, 0.2],
        [0, 0.2, 0.2],
      ],
      betas: [2.5, 10],
    });
    expect(found[0].rate).toBeCloseTo(0.8, 6);
    expect(found[0].relevance).toBeCloseTo(0.4, 6);
    expect(found[1].rate).toBeCloseTo(1.5129028, 6);
    expect(found[1].relevance).toBeCloseTo(0.5701614, 6);
  });

  it('Y a function of X: the plain Lagrangian knows one corner, the convex ones every point', async () => {
    const joint = [
      [0.25, 0],
      [0.25, 0],
      [0, 0.25],
      [0, 0.25],
    ];
    for (const point of await points('bottleneck', { joint, betas: [1.1, 2, 50] })) {
      expect(point.rate).toBeCloseTo(1, 6);
      expect(point.relevance).toBeCloseTo(1, 6);
    }
    expect((await points('bottleneck', { joint, betas: [0.9] }))[0].rate).toBe(0);
    // In nats u = R^2 is least at R = beta/2, u = e^R at R = ln beta.
    const squared = await points('bottleneck', { joint, betas: [0.5, 1, 3], lagrangian: 'squared' });
    [0.25, 0.5, Math.LN2].forEach((nats, i) => {
      expect(squared[i].rate * Math.LN2).toBeCloseTo(nats, 6);
      expect(squared[i].relevance * Math.LN2).toBeCloseTo(nats, 6);
    });
    const exponential = await points('bottleneck', { joint, betas: [0.9, 1.5, 3], lagrangian: 'exponential' });
    [0, Math.log(1.5), Math.LN2].forEach((nats, i) => expect(exponential[i].rate * Math.LN2).toBeCloseTo(nats, 6));
  });

  it('keeps all that there is to keep where beta is large, alone or among others', async () => {
    const joint = [
      [0.45, 0.05],
      [0.05, 0.45],
    ];
    for (const betas of [[1e6], [1e9], [1e9, 2]]) {
      const [point] = await points('bottleneck', { joint, betas });
      expect(point.rate).toBeCloseTo(1, 6);
      expect(point.relevance).toBeCloseTo(1 - h(0.1), 6);
    }
  });

  it('Gaussian, rho = .9', async () => {
    const [five, nothing] = await points('bottleneck', { gaussian: { correlations: [0.9] }, betas: [5, 1.2] });
    expect(five.rate).toBeCloseTo(2.0459612, 7);
    expect(five.relevance).toBeCloseTo(1.0370003, 7);
    expect(nothing).toEqual({ beta: 1.2, rate: 0, relevance: 0 });
  });
});

describe('problems that are wrong', () => {
  it.each<[ExactKind, unknown, RegExp]>([
    ['capacity', {}, /"channel".*or "gaussianChannels"/],
    ['capacity', [], /"channel"/],
    ['capacity', { channel: [[0.5, 0.4]] }, /channel\[0\]: must sum to 1/],
    ['capacity', { channel: [[0.5, 0.5], [1]] }, /channel: must have rows of equal length/],
    ['capacity', { channel: [[1.5, -0.5]] }, /channel\[0\]\[1\]/],
    ['capacity', { channel: [['a']] }, /channel\[0\]\[0\].*number/],
    ['capacity', { channel: [[1]], extra: 1 }, /extra/],
    ['capacity', { gaussianChannels: { noise: [0], power: 1 } }, /gaussianChannels\.noise\[0\]/],
    ['rate-distortion', { source: [1], distortion: [[0]] }, /atDistortion/],
    ['rate-distortion', { source: [0.5, 0.5], distortion: [[0, 1]], atSlope: [1] }, /a row for every entry of source/],
    ['rate-distortion', { gaussianSource: { variances: [1] }, atDistortion: [0] }, /atDistortion\[0\]/],
    ['bottleneck', { joint: [[0.5, 0.4]], betas: [1] }, /joint: must sum to 1/],
    ['bottleneck', { joint: [[1]], betas: [-1] }, /betas\[0\]/],
    ['bottleneck', { joint: [[1]] }, /betas/],
    ['bottleneck', { gaussian: { correlations: [1] }, betas: [2] }, /correlations\[0\]/],
  ])('%s %j', async (kind, problem, message) => {
    await expect(solveExact(kind, problem, 'bits')).rejects.toThrow(message);
    await expect(solveExact(kind, problem, 'bits')).rejects.toMatchObject({ name: 'InputError' });
  });
});
