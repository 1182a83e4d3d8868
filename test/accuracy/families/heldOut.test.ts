import { Matrix } from 'ml-matrix';
import cdf from '@stdlib/stats-base-dists-normal-cdf';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { vonMisesInformation } from '../../../bench/accuracy/tasks/families/heldOut/phaseCodes';
import { integral } from '../../../bench/accuracy/tasks/families/laws/censored';
import { gaussian, symbol } from '../../../bench/accuracy/tasks/families/laws/emissions';
import { jointMixture } from '../../../bench/accuracy/tasks/families/laws/jointMixture';
import { labelled, shared, uniform } from '../../../bench/accuracy/tasks/families/laws/labelled';
import type { Law } from '../../../bench/accuracy/tasks/families/laws/law';
import { allFamilyTasks } from '../../../bench/accuracy/tasks/families/tasks';

const task = (name: string) => {
  const found = allFamilyTasks.find((known) => known.name === name);
  if (!found) throw new Error(`there is no task ${name}`);
  return found;
};

/** Both laws give the same log ratio on rows of the first. */
function expectSameRatios(first: Law, second: Law): void {
  const random = new Random(6);
  for (let i = 0; i < 50; i++) {
    const x = new Float64Array(first.x.dimensions);
    const y = new Float64Array(first.y.dimensions);
    first.draw(random, x, y);
    expect(first.logRatio?.(x, y)).toBeCloseTo(second.logRatio?.(x, y) ?? NaN, 5);
  }
}

describe('constructions of the second half', () => {
  it('a hidden sign is a mixture of two normal blocks of opposite correlations', () => {
    const block = (sign: number) => {
      const covariance = Matrix.eye(6);
      for (let d = 0; d < 3; d++) {
        covariance.set(d, d + 3, sign);
        covariance.set(d + 3, d, sign);
        covariance.set(d + 3, d + 3, 1.16);
      }
      return covariance;
    };
    const zeros = new Array<number>(6).fill(0);
    expectSameRatios(task('hidden-sign-3+3').law, jointMixture(3, [0.5, 0.5], [zeros, zeros], [block(1), block(-1)]));
  });

  it('round blocks of one hidden scale share what their lengths share', () => {
    // ln-spaced lengths; Rayleigh densities in two columns.
    const parts = [
      [0.5, 0.09],
      [0.3, 1],
      [0.2, 16],
    ];
    const step = 0.01;
    const lengths = Array.from({ length: 1300 }, (_, i) => Math.exp(-9 + step * i));
    const of = lengths.map((r) => parts.map(([, v]) => ((r * r) / v) * Math.exp((-r * r) / (2 * v))));
    const alone = of.map((p) => p.reduce((sum, value, k) => sum + parts[k][0] * value, 0));
    let nats = 0;
    of.forEach((p, i) => {
      of.forEach((q, j) => {
        const joint = p.reduce((sum, value, k) => sum + parts[k][0] * value * q[k], 0);
        if (joint > 1e-200) nats += joint * Math.log(joint / alone[i] / alone[j]) * step * step;
      });
    });
    expect(Math.abs(nats - task('three-scales-2+2').truth)).toBeLessThan(0.011);
  });

  it('sectors of an ellipse are clusters of a shared label', () => {
    const means = Array.from({ length: 8 }, (_, u) => [3 * Math.cos((Math.PI * u) / 4), Math.sin((Math.PI * u) / 4)]);
    expectSameRatios(task('sectors-of-ellipse').law, labelled(shared(uniform(8)), symbol(8), gaussian(means, 0.5)));
  });

  it('bits in noise have the odds that a sum over all their signs gives', () => {
    const random = new Random(2);
    const { law } = task('noisy-bits-3-of-9');
    const x = new Float64Array(9);
    const y = new Float64Array(1);
    for (let i = 0; i < 50; i++) {
      y.fill(0);
      law.draw(random, x, y);
      const sums = [0, 0];
      for (let signs = 0; signs < 8; signs++) {
        let odd = 0;
        let log = 0;
        for (let d = 0; d < 3; d++) {
          const negative = (signs >> d) & 1;
          odd ^= negative;
          log -= (x[d] - (1 - 2 * negative)) ** 2 / 0.5;
        }
        sums[odd] += Math.exp(log);
      }
      expect(law.logRatio?.(x, y)).toBeCloseTo(Math.log((2 * sums[y[0]]) / (sums[0] + sums[1])), 8);
    }
  });

  it('a board has its colours in equal parts, which only both places show', () => {
    const { law } = task('board-of-4-in-6');
    const random = new Random(12);
    const x = new Float64Array(6);
    const y = new Float64Array(1);
    const odd = new Map<number, number>();
    let all = 0;
    for (let i = 0; i < 40_000; i++) {
      law.draw(random, x, y);
      all += y[0];
      const column = Math.floor(4 * x[0]);
      odd.set(column, (odd.get(column) ?? 0) + y[0]);
    }
    // Five standard errors of a share of 40 000 and of 10 000.
    expect(Math.abs(all / 40_000 - 0.5)).toBeLessThan(0.0125);
    for (const count of odd.values()) expect(Math.abs(count / 10_000 - 0.5)).toBeLessThan(0.05);
  });

  it('uniform noise leaves h(Y) - ln e, by the density of Y summed', () => {
    const e = 0.004;
    const p = (y: number) => Math.min(y, e, 1 + e - y) / e;
    const h =
      2 * integral(0, e, (y) => (y > 0 ? -p(y) * Math.log(p(y)) : 0)) + integral(e, 1, (y) => -p(y) * Math.log(p(y)));
    expect(task('uniform-noise-0.004').truth).toBeCloseTo(h - Math.log(e), 6);
  });

  it('a von Mises pair has k E cos - ln I0 by draws and by the series of I0', () => {
    const { law, truth } = task('von-mises-angle-circle');
    let series = 0;
    for (let m = 0, term = 1; m < 40; m++, term *= 4 / (m * m)) series += term;
    const random = new Random(5);
    const x = new Float64Array(1);
    const y = new Float64Array(2);
    let cosine = 0;
    for (let i = 0; i < 100_000; i++) {
      law.draw(random, x, y);
      cosine += Math.cos(Math.atan2(y[1], y[0]) - x[0]);
    }
    // The cosine spreads by .2, k = 4: a standard error of .003.
    expect(Math.abs((4 * cosine) / 100_000 - Math.log(series) - truth)).toBeLessThan(0.012);
    expect(vonMisesInformation(4)).toBe(truth);
  });

  it.each<[string, (u: number, v: number) => number, 1 | 2, 'normal' | 'uniform', number, number]>([
    ['saw-tooth-among-4+4', (u) => (4 * u) % 1, 1, 'uniform', 0.08, 0],
    ['larger-magnitude-among-6', (u, v) => Math.max(Math.abs(u), Math.abs(v)), 2, 'normal', 0.25, 0],
    ['cosine-and-line-spread-5+3', (u) => Math.cos(3 * u), 1, 'normal', 0.2, 0.2],
    ['square-from-pool-400', (u) => u * u, 1, 'normal', 0.5, 0],
    ['sine-120', (u) => Math.sin(2 * u), 1, 'normal', 0.3, 0],
  ])('%s shares the entropy of Y less that of the noise', (name, f, sources, kind, deviation, beside) => {
    expect(Math.abs(byEntropy(f, sources, kind, deviation) + beside - task(name).truth)).toBeLessThan(0.011);
  });

  it('seven nats stay in turned columns, by their covariances', () => {
    const { law, truth } = task('seven-nats-turned-8+8');
    const random = new Random(9);
    const rows = 40_000;
    const data = new Matrix(rows, 16);
    const x = new Float64Array(8);
    const y = new Float64Array(8);
    for (let i = 0; i < rows; i++) {
      law.draw(random, x, y);
      data.setRow(i, [...x, ...y]);
    }
    const covariance = data.transpose().mmul(data).div(rows);
    // A standard error of sqrt(8 / rows) at most; the bias is 64 / 2 rows.
    const nats =
      (logDeterminant(covariance.subMatrix(0, 7, 0, 7)) +
        logDeterminant(covariance.subMatrix(8, 15, 8, 15)) -
        logDeterminant(covariance)) /
      2;
    expect(Math.abs(nats - truth)).toBeLessThan(0.06);
  });
});

const logDeterminant = (matrix: Matrix): number => {
  // Gauss without pivots, for a positive matrix.
  const rows = matrix.to2DArray();
  let sum = 0;
  for (let k = 0; k < rows.length; k++) {
    sum += Math.log(rows[k][k]);
    for (let i = k + 1; i < rows.length; i++) {
      const factor = rows[i][k] / rows[k][k];
      for (let j = k; j < rows.length; j++) rows[i][j] -= factor * rows[k][j];
    }
  }
  return sum;
};

/** h(Y) - h(noise) of Y = f + noise, f's distribution in cells of a thirtieth of the noise. */
function byEntropy(
  f: (u: number, v: number) => number,
  sources: 1 | 2,
  kind: 'normal' | 'uniform',
  deviation: number,
): number {
  const count = sources === 1 ? 4000 : 300;
  const [from, to] = kind === 'normal' ? [-6, 6] : [0, 1];
  const axis = Array.from({ length: count }, (_, i) => {
    const [a, b] = [i, i + 1].map((k) => from + ((to - from) * k) / count);
    return { u: (a + b) / 2, p: kind === 'normal' ? cdf(b, 0, 1) - cdf(a, 0, 1) : b - a };
  });
  const step = deviation / 30;
  const masses = new Map<number, number>();
  for (const a of axis)
    for (const b of sources === 1 ? [{ u: 0, p: 1 }] : axis) {
      const at = Math.round(f(a.u, b.u) / step);
      masses.set(at, (masses.get(at) ?? 0) + a.p * b.p);
    }
  const first = Math.min(...masses.keys()) - 200;
  const y = new Float64Array(Math.max(...masses.keys()) + 201 - first);
  for (const [at, p] of masses)
    for (let k = -200; k <= 200; k++)
      y[at + k - first] += (p * Math.exp(-((k / 30) ** 2) / 2)) / (deviation * Math.sqrt(2 * Math.PI));
  const entropy = y.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) * step : sum), 0);
  return entropy - Math.log(2 * Math.PI * Math.E * deviation ** 2) / 2;
}
