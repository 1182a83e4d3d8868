import { Random } from '../../../src/base/random';
import { cholesky, solveLower, type CholeskyFactor } from '../../../src/information/numerics/cholesky';
import type { KnownPair } from './knownPair';
import { drawn } from './knownPair';

/** One normal part of a mixture over the columns of X and Y together. */
export interface Part {
  readonly weight: number;
  readonly mean: Float64Array;
  /** Row-major [dimX + dimY, dimX + dimY]. */
  readonly covariance: Float64Array;
}

/** Draws from which the information of a mixture is averaged: its standard error is below .01 nats. */
const draws = 20_000;

/** Samples of a mixture of normal parts; the information is E ln p(x,y) / p(x) p(y) over draws of its own. */
export function mixturePair(name: string, dimX: number, dimY: number, parts: readonly Part[]): KnownPair {
  const size = dimX + dimY;
  const whole = parts.map(({ covariance }) => cholesky(covariance, size, 0));
  const left = parts.map(({ covariance }) => cholesky(block(covariance, size, 0, dimX), dimX, 0));
  const right = parts.map(({ covariance }) => cholesky(block(covariance, size, dimX, dimY), dimY, 0));
  const draw = (random: Random, row: Float64Array): void => {
    let pick = random.uniform();
    let part = 0;
    while (part < parts.length - 1 && pick >= parts[part].weight) pick -= parts[part++].weight;
    const noise = Float64Array.from({ length: size }, () => random.normal());
    for (let i = 0; i < size; i++) {
      row[i] = parts[part].mean[i];
      for (let k = 0; k <= i; k++) row[i] += whole[part].factor[i * size + k] * noise[k];
    }
  };
  const density = (row: Float64Array, factors: readonly CholeskyFactor[], from: number, count: number): number =>
    logSum(
      parts.map(({ weight, mean }, k) => {
        const rest = Float64Array.from({ length: count }, (_, j) => row[from + j] - mean[from + j]);
        solveLower(factors[k], rest, 1);
        return Math.log(weight) - factors[k].logDeterminant / 2 - rest.reduce((sum, z) => sum + z * z, 0) / 2;
      }),
    );
  let nats: number | undefined;
  return {
    name,
    get nats() {
      if (nats === undefined) {
        const random = new Random(977).fork(name);
        const row = new Float64Array(size);
        nats = 0;
        for (let i = 0; i < draws; i++) {
          draw(random, row);
          nats +=
            (density(row, whole, 0, size) - density(row, left, 0, dimX) - density(row, right, dimX, dimY)) / draws;
        }
      }
      return nats;
    },
    sample: drawn(name, dimX, dimY, (random, x, y) => {
      const row = new Float64Array(size);
      draw(random, row);
      x.set(row.subarray(0, dimX));
      y.set(row.subarray(dimX));
    }),
  };
}

/** Clusters of one width around random centres, the same cluster on both sides. */
export function clusters(count: number, dim: number, width: number, seed: number): KnownPair {
  const random = new Random(seed);
  return mixturePair(
    `clusters-${count}-${dim}-${width}`,
    dim,
    dim,
    Array.from({ length: count }, () => ({
      weight: 1 / count,
      mean: Float64Array.from({ length: 2 * dim }, () => random.normal()),
      covariance: diagonal(2 * dim, width ** 2),
    })),
  );
}

/** Parts of random weights, centres and covariances, in which X and Y depend on each other. */
export function randomMixture(count: number, dimX: number, dimY: number, spread: number, seed: number): KnownPair {
  const random = new Random(seed);
  const size = dimX + dimY;
  const weights = Array.from({ length: count }, () => 0.5 + random.uniform());
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return mixturePair(
    `mixture-${count}-${dimX}-${dimY}-${spread}-${seed}`,
    dimX,
    dimY,
    weights.map((weight) => {
      const root = Float64Array.from({ length: size * size }, () => random.normal() / Math.sqrt(size));
      const covariance = diagonal(size, 0.3);
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++)
          for (let k = 0; k < size; k++) covariance[i * size + j] += 0.7 * root[i * size + k] * root[j * size + k];
      return {
        weight: weight / total,
        mean: Float64Array.from({ length: size }, () => spread * random.normal()),
        covariance,
      };
    }),
  );
}

/** X in one of `count` clusters, Y in one of `count` others, the joint table of the clusters random. */
export function pairedClusters(count: number, dim: number, width: number, seed: number): KnownPair {
  const random = new Random(seed);
  const centres = [0, 1].map(() =>
    Array.from({ length: count }, () => Float64Array.from({ length: dim }, () => random.normal())),
  );
  const weights = Array.from({ length: count * count }, () => Math.exp(2 * random.normal()));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return mixturePair(
    `paired-clusters-${count}-${dim}-${width}`,
    dim,
    dim,
    weights.map((weight, at) => ({
      weight: weight / total,
      mean: Float64Array.from([...centres[0][Math.floor(at / count)], ...centres[1][at % count]]),
      covariance: diagonal(2 * dim, width ** 2),
    })),
  );
}

export function diagonal(size: number, variance: number): Float64Array {
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i++) out[i * size + i] = variance;
  return out;
}

function block(matrix: Float64Array, size: number, from: number, count: number): Float64Array {
  return Float64Array.from(
    { length: count * count },
    (_, at) => matrix[(from + Math.floor(at / count)) * size + from + (at % count)],
  );
}

function logSum(values: readonly number[]): number {
  const most = Math.max(...values);
  return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0));
}
