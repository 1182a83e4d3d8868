import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { spreadTies } from '../../../../src/information/looks/spreadTies';
import { mutualInformation } from '../../../../src/information/mutualInformation';
import { codesOf, continuous, normals } from '../samplers';

const rectified = (values: ArrayLike<number>): number[] => Array.from(values, (value) => Math.max(0, value));

describe('ties', () => {
  it('stay where there are few', () => {
    const values = normals(new Random(1), 1000).map((value, i) => (i < 90 ? 5 : value));
    expect(spreadTies(continuous('X', values), new Random(2))).toBeUndefined();
  });

  it.each([
    ['the zeros of a rectifier', rectified(normals(new Random(3), 1000))],
    ['rounding', Array.from(normals(new Random(4), 1000), (value) => Math.round(value * 5) / 5)],
    ['saturation on both sides', Array.from(normals(new Random(5), 1000), (v) => Math.max(-1, Math.min(1, v)))],
  ])('are spread so that each value keeps an interval of its own: %s', (_, values) => {
    const spread = spreadTies(continuous('X', values), new Random(6));
    const moved = spread?.variable.values ?? new Float64Array();
    const order = [...values.keys()].sort((a, b) => moved[a] - moved[b]);
    for (let i = 1; i < order.length; i++) {
      expect(values[order[i]]).toBeGreaterThanOrEqual(values[order[i - 1]]);
      expect(moved[order[i]]).toBeGreaterThan(moved[order[i - 1]]);
    }
  });

  it('only change the columns that have them', () => {
    const random = new Random(7);
    const values = Float64Array.from({ length: 2000 }, (_, i) => (i % 2 === 0 ? random.normal() : random.integer(3)));
    const moved = spreadTies(continuous('X', values, 2), random)?.variable.values ?? new Float64Array();
    expect(moved.filter((_, i) => i % 2 === 0)).toEqual(values.filter((_, i) => i % 2 === 0));
    expect(moved.filter((_, i) => i % 2 === 1)).not.toEqual(values.filter((_, i) => i % 2 === 1));
  });

  /**
   * X = max(0, U), Y = max(0, V), U and V normal of correlation .8: the sum of the four parts of the mixed law, the
   * orthant in closed form (Sheppard 1899), the others by numerical integration.
   */
  it('leave the information of two rectified numbers, and say that it may be hidden', async () => {
    const random = new Random(8);
    const u = normals(random, 3000);
    const v = u.map((value) => 0.8 * value + 0.6 * random.normal());
    const estimate = await mutualInformation(continuous('X', rectified(u)), continuous('Y', rectified(v)), {
      estimator: 'auto',
      seed: 1,
    });
    const truth = rectifiedInformation(0.8);
    expect(Math.abs(estimate.nats - truth)).toBeLessThan(0.06);
    expect(estimate.low).toBeLessThan(truth);
    expect(estimate.high).toBeGreaterThan(truth);
    expect(codesOf(estimate)).toContain('tiesSpread');
  });

  it('of independent rectified columns do not read as information', async () => {
    const random = new Random(9);
    const [x, y] = ['X', 'Y'].map((name) => continuous(name, rectified(normals(random, 8000)), 8));
    const estimate = await mutualInformation(x, y, { estimator: 'auto', seed: 1, effort: 'quick' });
    expect(estimate.low).toBe(0);
    expect(estimate.nats).toBeLessThan(0.02);
  });
});

function rectifiedInformation(rho: number): number {
  const rest = Math.sqrt(1 - rho * rho);
  const density = (u: number): number => Math.exp((-u * u) / 2) / Math.sqrt(2 * Math.PI);
  const below = (z: number): number => 1 - upper(z);
  const bothZero = 0.25 + Math.asin(rho) / (2 * Math.PI);
  let nats = bothZero * Math.log(bothZero / 0.25);
  const step = 0.01;
  for (let u = step / 2; u < 6; u += step) {
    // One is zero, the other u: twice, by symmetry.
    const zero = below((-rho * u) / rest);
    nats += 2 * step * density(u) * zero * Math.log(zero / 0.5);
    for (let v = step / 2; v < 6; v += step) {
      const given = density((v - rho * u) / rest) / rest;
      if (given > 0) nats += step * step * density(u) * given * Math.log(given / density(v));
    }
  }
  return nats;
}

/** P(Z > z) of a standard normal by Simpson's rule. */
function upper(z: number): number {
  const parts = 400;
  const width = (8 - z) / parts;
  let sum = 0;
  for (let i = 0; i <= parts; i++) {
    const weight = i === 0 || i === parts ? 1 : i % 2 === 1 ? 4 : 2;
    sum += (weight * Math.exp(-((z + i * width) ** 2) / 2)) / Math.sqrt(2 * Math.PI);
  }
  return (sum * width) / 3;
}
