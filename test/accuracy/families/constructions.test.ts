import gammaln from '@stdlib/math-base-special-gammaln';
import { Matrix, determinant, inverse } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { dense } from '../../../bench/accuracy/tasks/czyz/multinormal';
import {
  censoredPair,
  clip,
  density,
  integral,
  open,
  relu,
  saturatedTanh,
  type Censoring,
} from '../../../bench/accuracy/tasks/families/laws/censored';
import { curves } from '../../../bench/accuracy/tasks/families/laws/curves';
import { gaussian, gaussianWithCovariances, symbol } from '../../../bench/accuracy/tasks/families/laws/emissions';
import { functionOfNormals } from '../../../bench/accuracy/tasks/families/laws/functionOfNormals';
import { inflatedInformation } from '../../../bench/accuracy/tasks/families/laws/inflated';
import { labelled, shared, tableInformation, uniform } from '../../../bench/accuracy/tasks/families/laws/labelled';
import { monteCarloTruth, type Law } from '../../../bench/accuracy/tasks/families/laws/law';
import { normalInformation } from '../../../bench/accuracy/tasks/families/laws/normal';
import { centres } from '../../../bench/accuracy/tasks/families/laws/random';
import { histories, jointLabels, network } from '../../../bench/accuracy/tasks/families/laws/states';
import { allFamilyTasks } from '../../../bench/accuracy/tasks/families/tasks';
import cdf from '@stdlib/stats-base-dists-normal-cdf';

const task = (name: string) => {
  const found = allFamilyTasks.find((known) => known.name === name);
  if (!found) throw new Error(`there is no task ${name}`);
  return found;
};

/** P of a normal pair in every cell between edges, tails included. */
const cellsOf = (correlation: number, edgesX: readonly number[], edgesY: readonly number[]): number[][] => {
  const rest = Math.sqrt(1 - correlation ** 2);
  const ends = (edges: readonly number[]) => [-9, ...edges, 9];
  const [xs, ys] = [ends(edgesX), ends(edgesY)];
  return xs.slice(1).map((to, i) => {
    const mid = (u: number) => ys.map((y) => (y === 9 ? 1 : y === -9 ? 0 : cdf(y, correlation * u, rest)));
    const points = 9;
    const sums = new Array<number>(ys.length - 1).fill(0);
    for (let k = 0; k < points; k++) {
      const u = xs[i] + ((to - xs[i]) * (k + 0.5)) / points;
      const below = mid(u);
      for (let j = 0; j + 1 < ys.length; j++)
        sums[j] += (density(u) * (below[j + 1] - below[j]) * (to - xs[i])) / points;
    }
    return sums;
  });
};

const fine = (from: number, to: number): number[] => {
  const [low, high] = [Math.max(from, -5), Math.min(to, 5)];
  const count = Math.ceil((high - low) / 0.05);
  return Array.from({ length: count + 1 }, (_, i) => low + ((high - low) * i) / count);
};

/** Mean of the log ratio within 4.5 standard errors and a tolerance. */
const expectMean = (law: Law, truth: number, tolerance = 0.002): void => {
  const { nats, standardError } = monteCarloTruth(law, 5, { standardError: 1, fewest: 40_000 });
  expect(Math.abs(nats - truth)).toBeLessThan(4.5 * standardError + tolerance);
};

describe('censored normal pairs', () => {
  /* Cells of .05 lose under .05^2 / 24 (1 - r^2) = .0006 nats; wide tail cells are integrated at nine points. */
  it.each<[string, number, Censoring, Censoring]>([
    ['relu of one', 0.85, open, relu],
    ['saturated tanh', 0.9, saturatedTanh(12), saturatedTanh(12)],
    ['saturated tanh, steeper', 0.6, saturatedTanh(20), saturatedTanh(20)],
    ['relu of both', 0.9, relu, relu],
    ['relu of both, falling', -0.7, relu, relu],
    ['clipped', -0.8, clip(0.5), clip(1)],
  ])('share what their cells share: %s', (_, correlation, first, second) => {
    // Simpson over the tails: an edge at every .05 within the censored range only, wide cells split by hand.
    const wide = (c: Censoring) => fine(c.from, c.to);
    const table = cellsOfWide(correlation, first, second, wide(first), wide(second));
    expectMean(censoredPair(correlation, first, second), tableInformation(table), 0.003);
  });

  /** Cells of the fine grid over everything, then all cells beyond an end put together. */
  function cellsOfWide(
    correlation: number,
    first: Censoring,
    second: Censoring,
    edgesX: readonly number[],
    edgesY: readonly number[],
  ): number[][] {
    const all = (edges: readonly number[]) => [
      ...fine(-5, edges[0]).slice(0, -1),
      ...edges,
      ...fine(edges[edges.length - 1], 5).slice(1),
    ];
    const [xs, ys] = [all(edgesX), all(edgesY)];
    const table = cellsOf(correlation, xs, ys);
    const group = (edges: readonly number[], { from, to }: Censoring) =>
      [...edges, 9].map((top, i) => {
        const bottom = i === 0 ? -9 : edges[i - 1];
        if (top <= from + 1e-9) return 'below';
        if (bottom >= to - 1e-9) return 'above';
        return String(i);
      });
    const [gx, gy] = [group(xs, first), group(ys, second)];
    const rows = [...new Set(gx)];
    const columns = [...new Set(gy)];
    const merged = rows.map(() => columns.map(() => 0));
    table.forEach((row, i) => {
      row.forEach((p, j) => {
        merged[rows.indexOf(gx[i])][columns.indexOf(gy[j])] += p;
      });
    });
    return merged;
  }

  it('share what a table of zeros and fine cells shares, where zeros replace values', () => {
    for (const [switches, correlation] of [
      [
        [
          [0.4, 0],
          [0, 0.6],
        ],
        0.7,
      ],
      [
        [
          [0.35, 0.15],
          [0.1, 0.4],
        ],
        0.9,
      ],
    ] as const) {
      const cells = cellsOf(correlation, fine(-5, 5), fine(-5, 5));
      const alone = cells.map((row) => row.reduce((sum, p) => sum + p, 0));
      const table = [
        [switches[0][0], ...alone.map((p) => switches[0][1] * p)],
        ...cells.map((row, i) => [switches[1][0] * alone[i], ...row.map((p) => switches[1][1] * p)]),
      ];
      expect(inflatedInformation(switches, normalInformation(correlation))).toBeCloseTo(tableInformation(table), 2);
    }
  });
});

describe('emissions', () => {
  it('two clusters of any number of columns share what a bit in noise does', () => {
    // .33683082 nats: distance 2 over deviation 1 (Gao et al. 2017).
    const means = [new Array<number>(16).fill(0), new Array<number>(16).fill(0.5)];
    expectMean(labelled(shared(uniform(2)), symbol(2), gaussian(means, 1)), 0.33683082);
  });

  it('normal columns of one deviation are those of a diagonal covariance', () => {
    const means = centres(1, 3, 4, 1);
    const deviations = [0.5, 1, 2];
    const plain = new Float64Array(3);
    const general = new Float64Array(3);
    const row = Float64Array.of(0.3, -1, 0.8, 2);
    gaussian(means, deviations).logDensities(row, plain);
    gaussianWithCovariances(
      means,
      deviations.map((s) => Matrix.eye(4, 4, s * s)),
    ).logDensities(row, general);
    for (let label = 0; label < 3; label++) expect(plain[label]).toBeCloseTo(general[label], 10);
  });

  it('densities with covariances are those by inverse and determinant', () => {
    const random = new Random(8);
    const means = centres(2, 2, 5, 1);
    const covariances = [3, 4].map((seed) => {
      const factor = new Matrix(centres(seed, 5, 5, 1));
      return Matrix.add(factor.mmul(factor.transpose()), Matrix.eye(5, 5, 0.2));
    });
    const out = new Float64Array(2);
    for (let i = 0; i < 20; i++) {
      const row = Float64Array.from({ length: 5 }, () => 2 * random.normal());
      gaussianWithCovariances(means, covariances).logDensities(row, out);
      const expected = covariances.map((covariance, label) => {
        const rest = Matrix.columnVector([...row].map((value, d) => value - means[label][d]));
        return (
          -rest.transpose().mmul(inverse(covariance)).mmul(rest).get(0, 0) / 2 - Math.log(determinant(covariance)) / 2
        );
      });
      expect(out[1] - out[0]).toBeCloseTo(expected[1] - expected[0], 8);
    }
  });

  /** I(label; row) of two round classes in d columns, by the density of the squared length over its variance. */
  const byLength = (weights: readonly number[], variances: readonly number[], d: number): number => {
    const log = (s: number, v: number) =>
      (d / 2 - 1) * Math.log(s) - s / (2 * v) - (d / 2) * Math.log(2 * v) - gammaln(d / 2);
    return integral(1e-6, 40 * Math.max(...variances), (s) => {
      const all = variances.map((v) => Math.exp(log(s, v)));
      const mean = all.reduce((sum, p, k) => sum + weights[k] * p, 0);
      return all.reduce((sum, p, k) => (p > 0 ? sum + weights[k] * p * Math.log(p / mean) : sum), 0);
    });
  };

  it('round classes of two widths share what their lengths share', () => {
    expect(Math.abs(byLength([0.5, 0.5], [1, 2.5], 8) - task('two-widths-8').truth)).toBeLessThan(0.01);
    expect(Math.abs(byLength([0.7, 0.3], [1, 0.1], 3) - task('narrow-among-wide-3').truth)).toBeLessThan(0.01);
  });

  it('a ring in noise has the density with a Bessel function', () => {
    const circle =
      (radius: number) =>
      (u: number): [number, number] => [radius * Math.cos(2 * Math.PI * u), radius * Math.sin(2 * Math.PI * u)];
    const out = new Float64Array(2);
    const bessel = (z: number) => integral(0, Math.PI, (a) => Math.exp(z * Math.cos(a))) / Math.PI;
    const expected = (r: number, radius: number) =>
      -(r * r + radius * radius) / (2 * 0.0625) + Math.log(bessel((r * radius) / 0.0625));
    for (const r of [0.4, 1.2, 1.7, 2.3]) {
      curves([circle(1), circle(2)], 0.25, 240).logDensities(Float64Array.of(r * 0.6, r * 0.8), out);
      expect(out[1] - out[0]).toBeCloseTo(expected(r, 2) - expected(r, 1), 6);
    }
  });
});

describe('signals in normal noise', () => {
  it('a line is a normal pair', () => {
    expectMean(
      functionOfNormals(1, ([u]) => u, 0.5),
      normalInformation(Math.sqrt(1 / 1.25)),
    );
  });

  /** h(Y) - h(noise), the density of Y summed over cells of the source. */
  const byEntropy = (f: (u: readonly number[]) => number, sources: 1 | 2, deviation: number): number => {
    const count = sources === 1 ? 4000 : 240;
    const axis = Array.from({ length: count }, (_, i) => {
      const [a, b] = [i, i + 1].map((k) => -6 + (12 * k) / count);
      return { u: (a + b) / 2, p: cdf(b, 0, 1) - cdf(a, 0, 1) };
    });
    const cells =
      sources === 1
        ? axis.map(({ u, p }) => ({ f: f([u]), p }))
        : axis.flatMap((a) => axis.map((b) => ({ f: f([a.u, b.u]), p: a.p * b.p })));
    // The signal's own distribution in cells of a thirtieth of the noise.
    const step = deviation / 30;
    const masses = new Map<number, number>();
    for (const cell of cells) {
      const at = Math.round(cell.f / step);
      masses.set(at, (masses.get(at) ?? 0) + cell.p);
    }
    const steps = [...masses.keys()];
    const [from, to] = [Math.min(...steps) - 200, Math.max(...steps) + 200];
    const y = new Float64Array(to - from + 1);
    for (const [at, p] of masses)
      for (let k = -200; k <= 200; k++)
        y[at + k - from] += (p * Math.exp(-((k / 30) ** 2) / 2)) / (deviation * Math.sqrt(2 * Math.PI));
    const entropy = y.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) * step : sum), 0);
    return entropy - Math.log(2 * Math.PI * Math.E * deviation ** 2) / 2;
  };

  it.each<[string, (u: readonly number[]) => number, 1 | 2, number]>([
    ['sine-among-4', ([u]) => Math.sin(5 * u), 1, 0.15],
    ['product-of-2-among-5', ([u, v]) => u * v, 2, 0.3],
    ['magnitude-among-3+2', ([u]) => Math.abs(u), 1, 0.2],
  ])('%s shares the entropy of Y less that of the noise', (name, f, sources, deviation) => {
    expect(Math.abs(byEntropy(f, sources, deviation) - task(name).truth)).toBeLessThan(0.011);
  });

  it('wrapped noise leaves ln 2 pi less its entropy', () => {
    const entropyOf = (deviation: number) =>
      integral(-Math.PI, Math.PI, (a) => {
        let p = 0;
        for (let turn = -4; turn <= 4; turn++) p += density((a + 2 * Math.PI * turn) / deviation) / deviation;
        return p > 0 ? -p * Math.log(p) : 0;
      });
    for (const [name, deviation] of [
      ['wrapped-angles', 0.5],
      ['angles-on-circles-2+2', 0.3],
    ] as const)
      expect(Math.abs(Math.log(2 * Math.PI) - entropyOf(deviation) - task(name).truth)).toBeLessThan(0.011);
  });
});

describe('normal blocks', () => {
  it('of one correlation have their determinants in closed form', () => {
    const log = (size: number, r: number) => (size - 1) * Math.log(1 - r) + Math.log(1 + (size - 1) * r);
    for (const r of [0.3, 0.4]) expect(dense(3, 3, r).nats).toBeCloseTo(log(3, r) - log(6, r) / 2, 10);
  });

  it('of high information have it after shears too, which are undone column by column', () => {
    const { law } = task('six-nats-sheared-4+4');
    const [x, y, u, v] = [4, 4, 4, 4].map((size) => new Float64Array(size));
    law.draw(new Random(4), x, y);
    law.origin?.draw(new Random(4), u, v);
    for (let d = 3; d > 0; d--) x[d] -= x[d - 1] ** 2 / 2;
    expect([...x].map((value) => value.toFixed(9))).toEqual([...u].map((value) => value.toFixed(9)));
    expect([...y]).toEqual([...v]);
  });
});

describe('recurrent networks', () => {
  it('have the tables of histories that draws of the source have', () => {
    const net = network(9, 4, 2, { gain: 1, drive: 1, activation: Math.tanh });
    const stay = (from: number) => (from === 0 ? [0.8, 0.2] : [0.4, 0.6]);
    const all = histories(net, 4, [0.3, 0.7], stay);
    const { table, ofFirst } = jointLabels(
      all,
      ({ symbols }) => symbols[0],
      ({ states }) => states[3].join(' '),
    );
    expect(table.flat().reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    const random = new Random(3);
    const counts = new Map<string, number>();
    const draws = 100_000;
    for (let i = 0; i < draws; i++) {
      let symbolNow = random.uniform() < 0.3 ? 0 : 1;
      const first = symbolNow;
      let state = net.step([0, 0, 0, 0], symbolNow);
      for (let t = 1; t < 4; t++) {
        symbolNow = random.uniform() < stay(symbolNow)[0] ? 0 : 1;
        state = net.step(state, symbolNow);
      }
      const key = `${first}|${state.join(' ')}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    for (const { symbols, states, probability } of all) {
      const seen = (counts.get(`${symbols[0]}|${states[3].join(' ')}`) ?? 0) / draws;
      expect(Math.abs(seen - probability)).toBeLessThan(5 * Math.sqrt(probability / draws));
    }
    expect(ofFirst.map(({ symbols }) => symbols[0])).toEqual([0, 1]);
  });
});

describe('rows in the order of time', () => {
  /* 200 data sets of 15 to 100 effective rows each: standard errors of .01 to .02. */
  it.each([
    ['unrelated-ar-0.95', 0, 0.95],
    ['coupled-ar-0.98', 0.8, 0.98],
    ['unrelated-ar-0.9-3+3', 0, 0.9],
  ] as const)('%s has unit variances, its correlation and its decay', (name, correlation, decay) => {
    const series = task(name);
    let [xx, xy, next, rows] = [0, 0, 0, 0];
    for (let seed = 1; seed <= 200; seed++) {
      const { x, y } = series.draw(seed);
      const columns = x.dimensions;
      for (let i = columns; i < x.values.length; i += columns) {
        xx += x.values[i] ** 2;
        xy += x.values[i] * y.values[i];
        next += x.values[i] * x.values[i - columns];
        rows++;
      }
    }
    expect(Math.abs(xx / rows - 1)).toBeLessThan(0.08);
    expect(Math.abs(xy / rows - correlation)).toBeLessThan(0.08);
    expect(Math.abs(next / xx - decay)).toBeLessThan(0.01);
  });
});
