import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { conditionalEntropy } from '../../../src/information/entropy';
import { conditionalMutualInformation } from '../../../src/information/conditionalInformation';
import type { EstimatorName } from '../../../src/information/types/estimate';
import { mutualInformation } from '../../../src/information/mutualInformation';
import { rectifiedInformation } from '../../../src/information/estimators/rebmi';
import { estimatorsWhere } from '../../../src/information/estimators/lookUp';
import { warningTexts } from '../../../src/result/warningTexts';
import type { Variable } from '../../../src/information/types/variable';
import { warning } from '../../../src/information/types/warnings';
import { codesOf, continuous, discrete, gaussianPair, gaussianVectors, normals, symmetricChannel } from './samplers';

const by = (estimator: EstimatorName) => ({ estimator, seed: 1 }) as const;

describe('what the data make of an estimator', () => {
  const random = new Random(1);
  const cauchy = continuous(
    'tails',
    Float64Array.from({ length: 500 }, () => Math.tan(Math.PI * (random.uniform() - 0.5))),
  );
  const rounded = continuous(
    'rounded',
    cauchy.values.map((value) => Math.round(Math.max(-3, Math.min(3, value)))),
  );

  it('warns of heavy tails where scales are read, not where ranks are', async () => {
    const [, y] = gaussianPair(0, 500, 2);
    for (const estimator of ['gaussian', 'ksg1', 'lnc'] as const)
      expect(codesOf(await mutualInformation(cauchy, y, by(estimator)))).toContain('heavyTails');
    for (const estimator of ['gaussianCopula', 'auto'] as const)
      expect((await mutualInformation(cauchy, y, by(estimator))).warnings).toEqual([]);
  });

  it('warns of ties where values are taken for continuous', async () => {
    for (const estimator of ['ksg1', 'gaussianCopula'] as const)
      expect(codesOf(await mutualInformation(cauchy, rounded, by(estimator)))).toContain(
        estimator === 'ksg1' ? 'tiedDistances' : 'tiedRanks',
      );
  });

  it('warns of columns that samples cannot carry, and refuses more columns than samples', async () => {
    const [x, y] = gaussianVectors(0.5, 20, 100, 1);
    for (const estimator of ['gaussian', 'gaussianCopula'] as const)
      expect((await mutualInformation(x, y, by(estimator))).warnings).toContainEqual(
        warning('covarianceLoad', 40, 100),
      );
    const [a, b] = gaussianVectors(0.5, 20, 35, 1);
    await expect(mutualInformation(a, b, by('gaussian'))).rejects.toThrow(
      /35 samples are too few to estimate the covariance of 40 columns/,
    );
    expect((await mutualInformation(x, y, by('auto'))).estimator).toBe('probe');
  });

  it('says so where the copula reads what neighbours in many columns miss, and reaches up to it', async () => {
    const [x, y] = gaussianVectors(0.8, 8, 500, 1);
    const estimate = await mutualInformation(x, y, by('ksg1'));
    const { nats, high } = estimate;
    const truth = -4 * Math.log(1 - 0.64);
    expect(nats).toBeLessThan(truth / 2);
    expect(high).toBeGreaterThan(truth);
    expect(codesOf(estimate)).toContain('belowCopula');
  });

  it('warns where samples do not fill the table', async () => {
    const [x, y] = symmetricChannel(16, 0.5, 200, 1);
    expect(codesOf(await mutualInformation(x, y, by('millerMadow')))).toContain('sparseTable');
  });

  it('says once that both variables were put in bins', async () => {
    const [x, y] = gaussianPair(0.5, 200, 1);
    const [symbols] = symmetricChannel(3, 0.5, 200, 1);
    const binning = async (...pair: [Variable, Variable]) =>
      (await mutualInformation(...pair, by('plugin'))).warnings.filter(({ code }) => /binnedFirst/i.test(code));
    expect(await binning(x, y)).toEqual([warning('bothBinnedFirst', 'plugin')]);
    expect(await binning(symbols, y)).toEqual([warning('binnedFirst', 'plugin', 'Y')]);
  });

  it('names what an estimator is not for', async () => {
    const [a, b] = symmetricChannel(3, 0.5, 100, 1);
    const [x, y] = gaussianPair(0.5, 100, 1);
    await expect(mutualInformation(a, b, by('kdeLower'))).rejects.toThrow(/both variables are discrete/);
    await expect(mutualInformation(x, y, by('kdeLower'))).rejects.toThrow(/noise's variance/);
    await expect(mutualInformation(x, y, by('knownConditional'))).rejects.toThrow(/known conditional density/);
    await expect(conditionalMutualInformation(x, y, a, by('mine'))).rejects.toThrow(/no conditional form/);
  });
});

describe('conditional information of symbols among numbers', () => {
  it('warns of the symbols, and names no estimator that it refuses', async () => {
    const random = new Random(3);
    const [x, y] = gaussianPair(0.6, 300, 1);
    const classes = discrete(
      'class',
      Float64Array.from({ length: 300 }, () => random.integer(3)),
    );
    const estimate = await conditionalMutualInformation(x, y, classes, by('ksg1'));
    expect(estimate.estimator).toBe('ksg1');
    expect(estimate.warnings).toEqual([warning('symbolsAsNumbers', 'class')]);
    const rounded = continuous(
      'rounded',
      x.values.map((value) => Math.round(value)),
    );
    const tied = await conditionalMutualInformation(rounded, y, classes, by('ksg1'));
    expect(codesOf(tied)).toEqual(['tiedConditional', 'symbolsAsNumbers']);
    const refused = estimatorsWhere(({ conditional }) => conditional === undefined).filter((name) => name !== 'auto');
    for (const code of ['tiedConditional', 'symbolsAsNumbers'] as const)
      for (const name of refused) expect(warningTexts[code]).not.toMatch(new RegExp(`\\b${name}\\b`));
  });
});

describe('leave-one-out without a known conditional', () => {
  it('fits a Gaussian one, which is right for Gaussian pairs', async () => {
    const [x, y] = gaussianVectors(0.6, 2, 1500, 4);
    const { nats, bound, warnings } = await mutualInformation(x, y, by('leaveOneOut'));
    // The standard error is about .025 nats; the fit costs p/2N = .002.
    expect(Math.abs(nats + Math.log(0.64))).toBeLessThan(0.08);
    expect(bound).toBe('upper');
    expect(warnings).toContainEqual(warning('fittedConditional'));
  });
});

describe('conditional entropy', () => {
  it('is what a noisy channel leaves open', async () => {
    const [x, y] = symmetricChannel(2, 0.11, 5000, 1);
    const { nats, low, high } = await conditionalEntropy(x, y, by('auto'));
    const truth = -0.11 * Math.log(0.11) - 0.89 * Math.log(0.89);
    expect(low).toBeLessThan(truth);
    expect(high).toBeGreaterThan(truth);
    expect(Math.abs(nats - truth)).toBeLessThan(0.03);
    expect((await conditionalEntropy(x, x, by('plugin'))).nats).toBeCloseTo(0, 12);
  });
});

describe('ReBMI', () => {
  it('finds which columns tell of which, is blind to parity, and reports rows, maxima and mean', async () => {
    const random = new Random(6);
    const x = normals(random, 600 * 3);
    const y = new Float64Array(600 * 2);
    for (let i = 0; i < 600; i++)
      y.set([0.9 * x[3 * i + 1] + Math.sqrt(0.19) * random.normal(), random.normal()], 2 * i);
    const { matrix, rowMaxima, mean, rows, columns } = await rectifiedInformation(
      continuous('X', x, 3),
      continuous('Y', y, 2),
      by('rebmi'),
    );
    expect([rows, columns]).toEqual([3, 2]);
    expect(Math.abs(matrix[2] + Math.log(0.19) / 2)).toBeLessThan(0.12);
    for (const at of [0, 1, 3, 4, 5]) expect(matrix[at]).toBeLessThan(0.08);
    expect(rowMaxima[1]).toBe(matrix[2]);
    expect(mean).toBeCloseTo(
      matrix.reduce((sum, value) => sum + value / 6, 0),
      12,
    );
    const bits = Array.from({ length: 1000 }, () => [random.integer(2), random.integer(2)]);
    const parity = await mutualInformation(
      discrete('bits', bits.flat(), 2),
      discrete(
        'parity',
        bits.map(([a, b]) => a ^ b),
      ),
      by('rebmi'),
    );
    expect(parity.nats).toBeLessThan(0.002);
  });
});
