import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import type { Random } from '../../../../../src/base/random';
import { continuous, discrete, type Side } from '../../sampler';

/** One side of a row given its label: p(row | label). */
export interface Emission {
  readonly side: Side;
  readonly labels: number;
  draw(random: Random, label: number, row: Float64Array): void;
  /** Writes ln p(row | label) of every label; constants that all labels share may be left out. */
  logDensities(row: Float64Array, out: Float64Array): void;
}

type Vector = readonly number[];

/** The label itself, as a symbol. */
export const symbol = (labels: number): Emission => ({
  side: discrete(1),
  labels,
  draw: (_, label, row) => {
    row[0] = label;
  },
  logDensities: (row, out) => {
    for (let label = 0; label < labels; label++) out[label] = label === row[0] ? 0 : -Infinity;
  },
});

/** One exact row for each label, of either kind; rows may be equal, and then do not tell their labels apart. */
export const points = (kind: Side['kind'], rows: readonly Vector[]): Emission => ({
  side: { kind, dimensions: rows[0].length },
  labels: rows.length,
  draw: (_, label, row) => {
    row.set(rows[label]);
  },
  logDensities: (row, out) => {
    rows.forEach((point, label) => {
      out[label] = point.every((value, d) => value === row[d]) ? 0 : -Infinity;
    });
  },
});

/** A column for each label: 1 in the label's, 0 elsewhere. */
export const oneHot = (labels: number): Emission =>
  points(
    'continuous',
    Array.from({ length: labels }, (_, label) => Array.from({ length: labels }, (__, d) => (d === label ? 1 : 0))),
  );

/** Independent normal columns around the label's mean; `deviation` is of all labels and columns, or label by label. */
export function gaussian(means: readonly Vector[], deviation: number | Vector): Emission {
  const dimensions = means[0].length;
  const flat = Float64Array.from(means.flat());
  const deviations = means.map((_, label) => (typeof deviation === 'number' ? deviation : deviation[label]));
  return {
    side: continuous(dimensions),
    labels: means.length,
    draw: (random, label, row) => {
      for (let d = 0; d < dimensions; d++) row[d] = means[label][d] + deviations[label] * random.normal();
    },
    logDensities: (row, out) => {
      for (let label = 0; label < means.length; label++) {
        let squares = 0;
        for (let d = 0, at = label * dimensions; d < dimensions; d++, at++) squares += (row[d] - flat[at]) ** 2;
        out[label] = -squares / (2 * deviations[label] ** 2) - dimensions * Math.log(deviations[label]);
      }
    },
  };
}

/** Normal columns with a mean and a covariance of each label's own. */
export function gaussianWithCovariances(means: readonly Vector[], covariances: readonly Matrix[]): Emission {
  const dimensions = means[0].length;
  // Products of rotations are symmetric but for rounding, which the decomposition does not let pass.
  const lowers = covariances.map(
    (covariance) =>
      new CholeskyDecomposition(Matrix.add(covariance, covariance.transpose()).mul(0.5)).lowerTriangularMatrix,
  );
  const halfLogDeterminants = lowers.map((lower) => lower.diagonal().reduce((sum, pivot) => sum + Math.log(pivot), 0));
  const noise = new Float64Array(dimensions);
  return {
    side: continuous(dimensions),
    labels: means.length,
    draw: (random, label, row) => {
      for (let d = 0; d < dimensions; d++) {
        noise[d] = random.normal();
        row[d] = means[label][d];
        for (let e = 0; e <= d; e++) row[d] += lowers[label].get(d, e) * noise[e];
      }
    },
    logDensities: (row, out) => {
      for (let label = 0; label < means.length; label++) {
        let squares = 0;
        for (let d = 0; d < dimensions; d++) {
          let rest = row[d] - means[label][d];
          for (let e = 0; e < d; e++) rest -= lowers[label].get(d, e) * noise[e];
          noise[d] = rest / lowers[label].get(d, d);
          squares += noise[d] ** 2;
        }
        out[label] = -squares / 2 - halfLogDeterminants[label];
      }
    },
  };
}

/** Two sides in one row, independent given the label. */
export function both(first: Emission, second: Emission): Emission {
  const split = first.side.dimensions;
  const others = new Float64Array(second.labels);
  return {
    side: { kind: first.side.kind, dimensions: split + second.side.dimensions },
    labels: first.labels,
    draw: (random, label, row) => {
      first.draw(random, label, row.subarray(0, split));
      second.draw(random, label, row.subarray(split));
    },
    logDensities: (row, out) => {
      first.logDensities(row.subarray(0, split), out);
      second.logDensities(row.subarray(split), others);
      for (let label = 0; label < others.length; label++) out[label] += others[label];
    },
  };
}
