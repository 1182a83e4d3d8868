import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { mutualInformation } from '../../../src/information/mutualInformation';
import type { InformationEstimate } from '../../../src/information/types/estimate';
import type { Variable } from '../../../src/information/types/variable';
import { codesOf, continuous, normals } from './samplers';

const samples = 400;
const random = new Random(3);
const states = Float32Array.from({ length: samples * 3 }, () => random.normal());

/** Columns of each row of three states, as 32 bits hold them. */
function columns(name: string, of: (a: number, b: number, c: number) => number[]): Variable {
  const rows = Array.from({ length: samples }, (_, i) => of(states[3 * i], states[3 * i + 1], states[3 * i + 2]));
  return {
    name,
    kind: 'continuous',
    values: Float64Array.from(rows.flat(), Math.fround),
    samples,
    dimensions: rows[0].length,
  };
}

const state = columns('H', (a, b, c) => [a, b, c]);
const about = (target: Variable, estimator: 'auto' | 'gaussian' = 'auto'): Promise<InformationEstimate> =>
  mutualInformation(state, target, { estimator, seed: 1, neighbors: 3 });
const weighed = (a: number, b: number, c: number): number => a + 0.5 * b - 0.3 * c;

describe('a target that is an exact linear function of a continuous state', () => {
  it.each(['auto', 'gaussian'] as const)('has no finite value by %s', async (estimator) => {
    await expect(
      about(
        columns('Y', (a, b, c) => [weighed(a, b, c)]),
        estimator,
      ),
    ).rejects.toThrow('infinite');
  });

  it.each(['auto', 'gaussian'] as const)('has none beside columns of noise either, by %s', async (estimator) => {
    const noise = new Random(5);
    const target = columns('Y', (a, b, c) => [noise.normal(), weighed(a, b, c), noise.normal()]);
    await expect(about(target, estimator)).rejects.toThrow('infinite');
  });

  it('has a finite one with noise, and so have symbols that are a sum of symbols', async () => {
    const noise = new Random(5);
    const noisy = await about(columns('Y', (a, b, c) => [weighed(a, b, c) + 0.1 * noise.normal()]));
    // ½ ln(1 + (1 + .25 + .09)/.01) = 2.45 nats.
    expect(noisy.low).toBeLessThan(2.45);
    expect(noisy.high).toBeGreaterThan(2.3);
    const signs = columns('H', (a, b) => [Math.sign(a), Math.sign(b)]);
    const sum = columns('Y', (a, b) => [Math.sign(a) + Math.sign(b)]);
    const shared = await mutualInformation(signs, sum, { estimator: 'auto', seed: 1, neighbors: 3 });
    // 1.5 bits, the entropy of the sum of two fair signs.
    expect(Math.abs(shared.nats - 1.5 * Math.LN2)).toBeLessThan(0.06);
  });
});

describe('noise that is small beside the values, but not rounding', () => {
  const own = new Random(21);
  const x = normals(own, 1000);
  const shifted = (noise: number, of: (value: number) => number = (value) => value): Variable =>
    continuous(
      'Y',
      x.map((value) => of(value) + noise * own.normal()),
    );
  const auto = (y: Variable, from = continuous('X', x)): Promise<InformationEstimate> =>
    mutualInformation(from, y, { estimator: 'auto', seed: 1 });

  it.each([1e-6, 1e-7, 1e-10])('is not called an exact function: %d of them', async (noise) => {
    const estimate = await auto(shifted(noise));
    const truth = Math.log(1 / noise);
    expect(estimate.low).toBeLessThan(truth);
    expect(estimate.high).toBe(Infinity);
    expect(codesOf(estimate)).toContain('ranksNearCeiling');
  });

  it.each([1e-4, 1e-6, 1e-9])('has the value of its covariance by "gaussian": %d of them', async (noise) => {
    const estimate = await mutualInformation(continuous('X', x), shifted(noise), { estimator: 'gaussian', seed: 1 });
    // ln(1 / noise); its standard error is 1/sqrt(1000), as the correlation is 1 within rounding.
    expect(Math.abs(estimate.nats - Math.log(1 / noise))).toBeLessThan(4 / Math.sqrt(1000));
    expect(estimate.high - estimate.nats).toBeGreaterThan(1.9 / Math.sqrt(1000));
  });

  it('has it in turned columns too, with columns of more noise beside', async () => {
    const turned = Array.from({ length: 500 }, (_, i) => [
      0.6 * x[2 * i] + 0.8 * x[2 * i + 1] + 1e-7 * own.normal(),
      0.6 * x[2 * i + 1] - 0.8 * x[2 * i] + 0.1 * own.normal(),
    ]).flat();
    const estimate = await mutualInformation(continuous('X', x, 2), continuous('Y', turned, 2), {
      estimator: 'gaussian',
      seed: 1,
    });
    // ln 1e7 + ln(1 + 1/.01) / 2, within four standard errors of two canonical correlations of nearly 1.
    expect(Math.abs(estimate.nats - Math.log(1e7) - Math.log(101) / 2)).toBeLessThan(4 * Math.sqrt(2 / 500));
  });

  it('is not in turned columns either', async () => {
    const turned = Array.from({ length: 500 }, (_, i) => [
      0.6 * x[2 * i] + 0.8 * x[2 * i + 1] + 1e-6 * own.normal(),
      0.6 * x[2 * i + 1] - 0.8 * x[2 * i] + 1e-6 * own.normal(),
    ]).flat();
    expect((await auto(continuous('Y', turned, 2), continuous('X', x, 2))).high).toBeGreaterThan(27.6);
  });

  it.each<[string, (value: number) => number]>([
    ['far from zero', (value) => 3 * value + 1e4],
    ['curved', (value) => value ** 3],
  ])('is told from none: %s', async (_, of) => {
    await expect(auto(shifted(0, of))).rejects.toThrow('infinite');
  });
});

describe('a smooth function without noise', () => {
  /** X of normal columns, and columns Y of each row. */
  function pair(dimensions: number, of: (row: Float64Array, noise: () => number) => number[]): [Variable, Variable] {
    const own = new Random(11);
    const x = normals(own, 900 * dimensions);
    const rows = Array.from({ length: 900 }, (_, i) =>
      of(x.subarray(i * dimensions, (i + 1) * dimensions), () => own.normal()),
    );
    return [continuous('X', x, dimensions), continuous('Y', rows.flat(), rows[0].length)];
  }
  const mixed = (row: Float64Array): number[] =>
    Array.from(row, (_, j) => Math.tanh(row.reduce((sum, value, i) => sum + value * Math.cos(3 * i + 5 * j), 0)));
  const length = (row: Float64Array): number => Math.hypot(...row);
  const auto = (of: readonly Variable[]): Promise<InformationEstimate> =>
    mutualInformation(of[0], of[1], { estimator: 'auto', seed: 1 });

  it.each<[string, [Variable, Variable]]>([
    ['the length of four columns', pair(4, (row) => [length(row)])],
    ['a product, beside noise', pair(2, (row, noise) => [row[0] * row[1], noise()])],
    ['tanh of two mixed columns', pair(2, mixed)],
    ['tanh of three mixed columns', pair(3, mixed)],
    ['tanh of six mixed columns', pair(6, mixed)],
  ])('leaves the value open, with a warning: %s', async (_, of) => {
    const estimate = await auto(of);
    expect(codesOf(estimate)).toContain('noNoiseSeen');
    expect(estimate.high).toBe(Infinity);
  });

  it.each<[string, [Variable, Variable]]>([
    ['the length of four columns', pair(4, (row, noise) => [length(row) + 0.3 * noise()])],
    ['a product', pair(2, (row, noise) => [row[0] * row[1] + 0.1 * noise(), noise()])],
    ['tanh of three mixed columns', pair(3, (row, noise) => mixed(row).map((value) => value + 0.1 * noise()))],
    ['linear maps of three columns', pair(3, (row, noise) => Array.from(row, (value) => value + 0.01 * noise()))],
  ])('is told from one with noise: %s', async (_, of) => {
    expect(codesOf(await auto(of))).not.toContain('noNoiseSeen');
  });
});
