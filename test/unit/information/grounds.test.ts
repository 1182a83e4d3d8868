import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { scoreSpread } from '../../../src/information/estimators/copula/scoreSpread';
import { conditionalEntropy, entropy } from '../../../src/information/entropy';
import { mutualInformation } from '../../../src/information/mutualInformation';
import { streamedInformation } from '../../../src/information/streaming/streamInformation';
import { certifiedEnds } from '../../../src/information/types/assumption';
import { continuous, discrete, gaussianPair, gaussianVectors, normals, symmetricChannel } from './samplers';

describe('a Gaussian copula', () => {
  const by = { estimator: 'gaussianCopula', seed: 1 } as const;

  it('is a lower bound of two numbers, whose upper end is the model’s', async () => {
    const estimate = await mutualInformation(...gaussianPair(0.7, 500, 1), by);
    expect(estimate).toMatchObject({ bound: 'lower', assumes: 'gaussianCopula' });
    expect(certifiedEnds(estimate)).toBe('low');
  });

  it('certifies nothing of blocks: eight clusters in 16 columns share three bits', async () => {
    const random = new Random(1);
    const centres = normals(random, 8 * 16);
    const classes = Array.from({ length: 1500 }, () => random.integer(8));
    const side = (name: string) =>
      continuous(
        name,
        classes.flatMap((k) => Array.from({ length: 8 }, (_, j) => 4 * centres[8 * k + j] + random.normal() / 4)),
        8,
      );
    const estimate = await mutualInformation(side('X'), side('Y'), by);
    // The model's lower limit is above the truth: it must not be called one.
    expect(estimate.low).toBeGreaterThan(Math.log(8));
    expect(estimate.bound).toBe('none');
    expect(certifiedEnds(estimate)).toBe('none');
  });

  it('certifies nothing of tied numbers, which no ranks make normal', async () => {
    const [x, y] = gaussianPair(0.7, 500, 1);
    const rounded = continuous('X', x.values.map(Math.round));
    expect(certifiedEnds(await mutualInformation(rounded, y, by))).toBe('none');
  });

  it('takes no model for the error of its lower end', () => {
    const samples = 20_000;
    const random = new Random(3);
    const u = normals(random, samples);
    const e = normals(random, samples);
    const v = u.map((value, i) => 0.6 * value + 0.8 * e[i]);
    // Of a normal pair it is r/sqrt(N); the mean of N squared terms varies by about sqrt(2/N).
    expect(scoreSpread(u, v) * Math.sqrt(samples)).toBeCloseTo(0.6, 1);
    // With a common scale large values come together: var(uv) grows with the fourth moment of the scale.
    const scale = Float64Array.from({ length: samples }, () => (random.uniform() < 0.5 ? 0.2 : 1.4));
    const heavy = scoreSpread(
      u.map((value, i) => scale[i] * value),
      v.map((value, i) => scale[i] * value),
    );
    expect(heavy * Math.sqrt(samples)).toBeGreaterThan(0.75);
  });
});

describe('a decoder', () => {
  it('that is blind leaves the entropy of the target as the upper end', async () => {
    const random = new Random(5);
    const samples = 600;
    const bits = Float64Array.from({ length: samples * 16 }, () => (random.uniform() < 0.5 ? -1 : 1));
    const parity = Array.from({ length: samples }, (_, i) =>
      Number([0, 1, 2, 3].reduce((sign, j) => sign * bits[16 * i + j], 1) > 0),
    );
    const state = continuous(
      'H',
      bits.map((bit) => bit + 0.05 * random.normal()),
      16,
    );
    const estimate = await mutualInformation(state, discrete('Y', parity), { estimator: 'probe', seed: 1 });
    expect(estimate.nats).toBeLessThan(0.1);
    expect(certifiedEnds(estimate)).toBe('both');
    // The truth is H(Y) = ln 2 to within 1e-20.
    expect(estimate.high).toBeGreaterThanOrEqual(Math.log(2));
    expect(estimate.high).toBeLessThan(Math.log(2) + 0.01);
  });

  it('of a number has no upper end, and of several columns no certified one', async () => {
    const seed = { estimator: 'probe', seed: 1 } as const;
    const one = await mutualInformation(...gaussianPair(0.7, 300, 1), seed);
    expect([one.bound, one.high, one.assumes]).toEqual(['lower', Infinity, undefined]);
    const two = await mutualInformation(...gaussianVectors(0.7, 2, 300, 1), seed);
    expect([two.bound, two.assumes, certifiedEnds(two)]).toEqual(['none', 'gaussianCopula', 'none']);
  });

  it('of a stream keeps a finite lower end beside an upper one that is not', async () => {
    const [x, y] = gaussianPair(0.7, 9000, 1);
    const streamed = await streamedInformation({ x, y }, [{ x: x.values, y: y.values }], {
      estimator: 'probe',
      seed: 1,
    });
    expect(streamed.low).toBeGreaterThan(0.2);
    expect(streamed.low).toBeLessThan(streamed.nats);
    expect(streamed.high).toBe(Infinity);
  });
});

describe('leave-one-out', () => {
  it('has two certified ends where the density is known, and none where it is fitted', async () => {
    const [x, y] = gaussianPair(0.6, 400, 2);
    const by = { estimator: 'leaveOneOut', seed: 1 } as const;
    const means = x.values.map((value) => 0.6 * value);
    const known = await mutualInformation(
      x,
      { ...y, conditional: { given: 'X', means, variances: Float64Array.of(0.64) } },
      by,
    );
    const truth = -Math.log(0.64) / 2;
    expect(certifiedEnds(known)).toBe('both');
    expect(known.low).toBeLessThan(truth);
    expect(known.low).toBeGreaterThan(0.1);
    expect(known.high).toBeGreaterThan(truth);
    const fitted = await mutualInformation(x, y, by);
    expect([fitted.assumes, certifiedEnds(fitted)]).toEqual(['fittedDensity', 'none']);
  });
});

describe('kernels of a known noise', () => {
  it('certify the lower end of I(X;Z), and nothing of classes', async () => {
    const [x, y] = gaussianPair(0.6, 400, 2);
    const means = x.values.map((value) => 0.6 * value);
    const z = { ...y, conditional: { given: 'X', means, variances: Float64Array.of(0.64) } };
    const by = { estimator: 'kdeLower', seed: 1 } as const;
    const lower = await mutualInformation(x, z, by);
    expect([lower.assumes, lower.high]).toEqual([undefined, Infinity]);
    expect(lower.low).toBeLessThan(-Math.log(0.64) / 2);
    const signs = discrete('S', x.values.map(Math.sign));
    expect((await mutualInformation(signs, z, by)).assumes).toBe('kernel');
    // Another noise than the known one makes another state.
    expect((await mutualInformation(x, z, { ...by, noiseVariance: 0.01 })).assumes).toBe('kernel');
  });
});

describe('counts', () => {
  it('assume a filled table, or the law of unseen symbols', async () => {
    const by = { estimator: 'auto', seed: 1 } as const;
    const filled = await mutualInformation(...symmetricChannel(3, 0.3, 600, 1), by);
    expect([filled.assumes, certifiedEnds(filled)]).toEqual(['filledTable', 'none']);
    const sparse = await mutualInformation(...symmetricChannel(30, 0.3, 200, 1), by);
    expect(sparse.assumes).toBe('unseenSymbols');
    const [x, y] = symmetricChannel(3, 0.3, 600, 1);
    expect((await entropy(x, by)).assumes).toBe('filledTable');
    expect(certifiedEnds(await conditionalEntropy(x, y, by))).toBe('none');
  });

  it('of binned numbers assume the bins', async () => {
    const estimate = await mutualInformation(...gaussianPair(0.6, 400, 2), { estimator: 'binning', seed: 1 });
    expect([estimate.assumes, certifiedEnds(estimate)]).toEqual(['bins', 'none']);
  });
});
