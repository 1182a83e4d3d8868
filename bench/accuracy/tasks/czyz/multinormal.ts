import { CholeskyDecomposition, Matrix, determinant } from 'ml-matrix';
import type { AccuracyTask, DrawPair } from '../accuracyTask';
import { continuous, sampler } from '../sampler';

/** A joint normal distribution of X (the first `dimX` coordinates) and Y, of mean zero. */
export interface Multinormal {
  readonly dimX: number;
  readonly dimY: number;
  readonly draw: DrawPair;
  /** ln(det S_X det S_Y / det S) / 2, in nats. */
  readonly nats: number;
}

export function multinormal(covariance: Matrix, dimX: number): Multinormal {
  const size = covariance.rows;
  const lower = new CholeskyDecomposition(covariance).lowerTriangularMatrix;
  const xBlock = covariance.subMatrix(0, dimX - 1, 0, dimX - 1);
  const yBlock = covariance.subMatrix(dimX, size - 1, dimX, size - 1);
  const noise = new Float64Array(size);
  return {
    dimX,
    dimY: size - dimX,
    nats: Math.log((determinant(xBlock) * determinant(yBlock)) / determinant(covariance)) / 2,
    draw: (random, x, y) => {
      for (let i = 0; i < size; i++) {
        noise[i] = random.normal();
        let value = 0;
        for (let j = 0; j <= i; j++) value += lower.get(i, j) * noise[j];
        if (i < dimX) x[i] = value;
        else y[i - dimX] = value;
      }
    },
  };
}

/** Unit variances and one correlation between all pairs of coordinates. */
export function dense(dimX: number, dimY: number, correlation: number): Multinormal {
  const size = dimX + dimY;
  const covariance = Matrix.eye(size, size, 1 - correlation);
  return multinormal(Matrix.add(covariance, correlation), dimX);
}

/**
 * Two pairs (X_i, Y_i) share a source of the given strength; all else is independent. Variances are one, so the
 * correlation of the pairs is s^2 / (1 + s^2): .8 at s = 2.
 */
export function twoPairs(dimensions: number, strength = 2): Multinormal {
  const correlation = strength ** 2 / (1 + strength ** 2);
  const covariance = Matrix.eye(2 * dimensions, 2 * dimensions);
  for (let i = 0; i < 2; i++) {
    covariance.set(i, dimensions + i, correlation);
    covariance.set(dimensions + i, i, correlation);
  }
  return multinormal(covariance, dimensions);
}

/** A task whose X and Y are bijections of those of a joint normal distribution. */
export function multinormalTask(
  name: string,
  base: Multinormal,
  draw: DrawPair,
  gaussianCopula: boolean,
): AccuracyTask {
  return {
    name,
    group: 'czyz',
    nats: base.nats,
    gaussianCopula,
    sample: sampler(name, continuous(base.dimX), continuous(base.dimY), draw),
  };
}
