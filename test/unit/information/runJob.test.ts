import { inEnglish } from '../../../src/base/sentence';
import { warning } from '../../../src/information/types/warnings';
import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/base/cancellation';
import { Random } from '../../../src/base/random';
import { compare } from '../../../src/information/compare';
import type { EstimatorName } from '../../../src/information/types/estimate';
import type { PairOutcome } from '../../../src/information/job/job';
import { mutualInformation } from '../../../src/information/mutualInformation';
import { runEstimationJob } from '../../../src/information/runJob';
import { codesOf, continuous, discrete, gaussianPair, gaussianVectors, normals, symmetricChannel } from './samplers';

const named: EstimatorName[] = [
  'auto',
  'plugin',
  'millerMadow',
  'grassberger',
  'chaoShen',
  'nsb',
  'binning',
  'ksg1',
  'ksg2',
  'lnc',
  'ross',
  'mixedKsg',
  'gaussianCopula',
  'gaussian',
  'probe',
  'rebmi',
];
const options = { estimator: 'auto', seed: 1 } as const;

function reason(outcome: PairOutcome): string {
  if (!('error' in outcome)) throw new Error('a number came out');
  return inEnglish(outcome.error);
}

describe('a job', () => {
  it('answers in the order of its pairs, one failing pair leaving the others alone', async () => {
    const [x, y] = gaussianPair(0.8, 300, 1);
    const broken = continuous(
      'broken',
      x.values.map((value, i) => (i === 4 ? NaN : value)),
    );
    const short = continuous('short', x.values.subarray(0, 100));
    const outcomes = await runEstimationJob({
      variables: [x, y, broken, short],
      pairs: [
        { x: 0, y: 1 },
        { x: 2, y: 1 },
        { x: 0, y: 3 },
        { x: 1, y: 0 },
      ],
      options,
    });
    expect(outcomes).toHaveLength(4);
    expect(outcomes[0]).toHaveProperty('nats');
    expect(reason(outcomes[1])).toContain('"broken" is NaN at sample 5, column 1');
    expect(reason(outcomes[2])).toContain('300 samples');
    expect(outcomes[3]).toHaveProperty('nats');
  });

  it('gives a pair the same number alone and among others, and the same bytes again', async () => {
    const [x, y] = gaussianVectors(0.6, 2, 400, 2);
    const labels = discrete(
      'L',
      Float64Array.from({ length: 400 }, (_, i) => Number(x.values[2 * i] > 0) + Number(y.values[2 * i] > 0)),
    );
    const pairs = named
      .filter((name) => name !== 'ross')
      .flatMap((estimator) => [
        { x: 0, y: 1, options: { estimator } },
        { x: 2, y: 1, options: { estimator } },
      ]);
    const together = await runEstimationJob({ variables: [x, y, labels], pairs, options });
    expect(await runEstimationJob({ variables: [x, y, labels], pairs, options })).toEqual(together);
    const alone = await mutualInformation(labels, y, { ...options, estimator: 'probe' });
    expect(together[pairs.findIndex((pair) => pair.x === 2 && pair.options.estimator === 'probe')]).toEqual(alone);
  });

  it.each(named)(
    'has an answer from %s for every combination of kinds, with an ordered interval',
    async (estimator) => {
      const [x, y] = gaussianPair(0.7, 200, 3);
      const [a, b] = symmetricChannel(3, 0.2, 200, 3);
      for (const [first, second] of [
        [x, y],
        [a, y],
        [x, b],
        [a, b],
      ]) {
        const { nats, low, high, samples } = await mutualInformation(first, second, { ...options, estimator });
        expect(low).toBeLessThanOrEqual(nats);
        expect(high).toBeGreaterThanOrEqual(nats);
        expect(samples).toBe(200);
      }
    },
  );

  it.each(named)('knows by %s that a constant tells exactly nothing', async (estimator) => {
    const [x] = gaussianPair(0.7, 60, 3);
    const still = continuous('still', new Float64Array(60).fill(2.5));
    const oneClass = discrete('one', new Float64Array(60).fill(3));
    for (const other of [still, oneClass]) {
      const measured = await mutualInformation(x, other, { ...options, estimator });
      const { nats, low, high, assumes, warnings } = measured;
      expect([nats, low, high, assumes]).toEqual([0, 0, 0, undefined]);
      expect(warnings).toEqual([warning('constant', other.name)]);
    }
  });

  it.each(['gaussianCopula', 'ksg1', 'probe', 'auto'] as const)(
    'is not moved by a constant, a repeated or a rescaled column (%s)',
    async (estimator) => {
      const [x, y] = gaussianVectors(0.6, 2, 300, 5);
      const wide = new Float64Array(300 * 4);
      for (let i = 0; i < 300; i++) wide.set([7, x.values[2 * i], x.values[2 * i + 1], x.values[2 * i]], 4 * i);
      const scaled = continuous(
        'X',
        x.values.map((value) => value * 1024),
      );
      const base = await mutualInformation(x, y, { ...options, estimator });
      const padded = await mutualInformation(continuous('X', wide, 4), y, { ...options, estimator });
      expect(padded.nats).toBeCloseTo(base.nats, 9);
      expect(padded.warnings).toEqual(
        expect.arrayContaining([warning('constantColumns', 1, 4, 'X'), warning('repeatedColumns', 1, 4, 'X')]),
      );
      expect(
        (await mutualInformation({ ...scaled, dimensions: 2, samples: 300 }, y, { ...options, estimator })).nats,
      ).toBeCloseTo(base.nats, 9);
    },
  );

  it('says that a copied variable is infinitely informative instead of printing a number', async () => {
    const [x] = gaussianPair(0, 100, 1);
    const copy = { ...x, name: 'copy' };
    for (const estimator of ['gaussian', 'gaussianCopula'] as const) {
      await expect(mutualInformation(x, copy, { ...options, estimator })).rejects.toThrow(/infinite/);
    }
  });

  it('refuses what is malformed, naming the place', async () => {
    const [x] = gaussianPair(0, 50, 1);
    const cases: [typeof x, RegExp][] = [
      [
        continuous(
          'y',
          x.values.map((value, i) => (i === 7 ? Infinity : value)),
        ),
        /"y" is infinite at sample 8/,
      ],
      [discrete('y', x.values), /"y" is discrete but holds/],
      [continuous('y', [1]), /one sample/],
      [{ ...x, name: 'y', samples: 49 }, /should have 49 samples/],
    ];
    for (const [y, message] of cases) await expect(mutualInformation(x, y, options)).rejects.toThrow(message);
  });

  it('stops when it is cancelled', async () => {
    const [x, y] = gaussianVectors(0.5, 8, 4000, 1);
    const stop = new AbortController();
    const job = runEstimationJob(
      {
        variables: [x, y],
        pairs: Array.from({ length: 400 }, () => ({
          x: 0,
          y: 1,
          options: { estimator: 'kdeLower', noiseVariance: 0.1 },
        })),
        options,
      },
      stop.signal,
    );
    setTimeout(() => stop.abort(), 20);
    await expect(job).rejects.toThrow(CancelledError);
  });

  it('warns where the null of a table is not zero', async () => {
    const random = new Random(1);
    const x = discrete(
      'X',
      Float64Array.from({ length: 200 }, () => random.integer(30)),
    );
    const y = discrete(
      'Y',
      Float64Array.from({ length: 200 }, () => random.integer(30)),
    );
    const estimate = await mutualInformation(x, y, { ...options, estimator: 'plugin' });
    expect(codesOf(estimate)).toContain('nullNotZero');
    expect(estimate.low).toBe(0);
  });
});

describe('auto', () => {
  it('chooses by what the variables are', async () => {
    const random = new Random(1);
    const symbols = discrete(
      'S',
      Float64Array.from({ length: 500 }, () => random.integer(4)),
    );
    const state = continuous('H', normals(random, 500 * 16), 16);
    const noisy = {
      ...state,
      conditional: { given: 'S', means: state.values.map((value) => 0.9 * value), variances: Float64Array.of(0.1) },
    };
    const scalar = continuous('x', normals(random, 500));
    const choice = async (x: typeof state, y: typeof state) => await mutualInformation(x, y, options);
    expect((await choice(symbols, symbols)).estimator).toBe('millerMadow');
    expect((await choice(symbols, state)).estimator).toBe('probe');
    expect((await choice(symbols, noisy)).estimator).toBe('knownConditional');
    expect((await choice(symbols, scalar)).estimator).toBe('ross');
    expect((await choice(state, continuous('G', normals(random, 500 * 16), 16))).estimator).not.toMatch(/ksg/);
    for (const [y, code] of [
      [symbols, 'tableFilled'],
      [state, 'decoder'],
      [scalar, 'classNeighbors'],
    ] as const)
      expect((await choice(symbols, y)).reason?.[0]).toMatchObject({ code });
  });
});

describe('compare', () => {
  it('warns where neighbours and the copula part ways in ten columns, not in one', async () => {
    const wide = gaussianVectors(0.7, 10, 500, 1);
    const narrow = gaussianVectors(0.7, 1, 500, 1);
    const apart = await compare(...wide, ['ksg1', 'gaussian'], { seed: 1 });
    const together = await compare(...narrow, ['ksg1', 'gaussian', 'gaussianCopula', 'lnc'], { seed: 1 });
    expect(together.warnings).toEqual([]);
    expect(together.outcomes.map(({ requested: asked }) => asked)).toEqual([
      'ksg1',
      'gaussian',
      'gaussianCopula',
      'lnc',
    ]);
    const [ksg] = apart.outcomes;
    expect(apart.warnings.length + ('warnings' in ksg.outcome ? ksg.outcome.warnings.length : 0)).toBeGreaterThan(0);
  });
});
