import type { Random } from '../../../../../src/base/random';
import { continuous, type Side } from '../../sampler';
import type { Law } from './law';

/** Points u of a source and their weights, for sums in place of integrals over it. */
export interface Grid {
  readonly points: readonly (readonly number[])[];
  readonly weights: readonly number[];
}

/** Standard normal source, cut at +-6 deviations; the trapezoid rule is spectrally exact for smooth integrands. */
export const normalGrid = (count: number): Grid => {
  const points = Array.from({ length: count }, (_, i) => -6 + (12 * (i + 0.5)) / count);
  const weights = points.map((u) => Math.exp((-u * u) / 2));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { points: points.map((u) => [u]), weights: weights.map((weight) => weight / sum) };
};

/** Uniform source on [from, to). */
export const uniformGrid = (from: number, to: number, count: number): Grid => ({
  points: Array.from({ length: count }, (_, i) => [from + ((to - from) * (i + 0.5)) / count]),
  weights: new Array<number>(count).fill(1 / count),
});

/** Two independent sources. */
export const twoSources = (first: Grid, second: Grid): Grid => ({
  points: first.points.flatMap((a) => second.points.map((b) => [...a, ...b])),
  weights: first.weights.flatMap((p) => second.weights.map((q) => p * q)),
});

/**
 * X = u, drawn by `source`, and Y = f(u) + independent normal noise: ln p(y | x) is known, and p(y) is a sum over the
 * grid, which stands for the integral. `read` gives u from X's row.
 */
export function signalInNoise({
  x,
  source,
  read,
  signal,
  dimensions,
  deviation,
  grid,
}: {
  readonly x: Side;
  readonly source: (random: Random, row: Float64Array) => void;
  readonly read: (row: Float64Array) => readonly number[];
  readonly signal: (u: readonly number[]) => readonly number[];
  readonly dimensions: number;
  readonly deviation: number;
  readonly grid: () => Grid;
}): Law {
  let table: { signals: Float64Array; weights: readonly number[] } | undefined;
  const tabled = () => {
    const { points, weights } = grid();
    return { signals: Float64Array.from(points.flatMap(signal)), weights };
  };
  const scale = 1 / (2 * deviation * deviation);
  return {
    x,
    y: continuous(dimensions),
    draw: (random, rowX, rowY) => {
      source(random, rowX);
      rowY.set(signal(read(rowX)));
      for (let d = 0; d < dimensions; d++) rowY[d] += deviation * random.normal();
    },
    logRatio: (rowX, rowY) => {
      table ??= tabled();
      const own = signal(read(rowX)).reduce((sum, value, d) => sum + (rowY[d] - value) ** 2, 0);
      let density = 0;
      for (let i = 0, at = 0; i < table.weights.length; i++) {
        let squares = 0;
        for (let d = 0; d < dimensions; d++, at++) squares += (rowY[d] - table.signals[at]) ** 2;
        density += table.weights[i] * Math.exp((own - squares) * scale);
      }
      return -Math.log(density);
    },
  };
}
