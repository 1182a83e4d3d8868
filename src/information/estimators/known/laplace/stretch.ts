import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** Directions along which J'J is not zero: unit vectors of `latents` numbers, with its eigenvalues. */
export interface Direction {
  readonly value: number;
  readonly vector: Float64Array;
}

/** The eigenvectors of J'J with eigenvalues above `least`, by the smaller of J'J and JJ'. */
export function directionsOf(j: Matrix, least: number): Direction[] {
  const wide = j.rows < j.columns;
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    wide ? j.mmul(j.transpose()) : j.transpose().mmul(j),
    { assumeSymmetric: true },
  );
  return realEigenvalues.flatMap((value, k) => {
    if (!(value > least)) return [];
    const vector = Matrix.columnVector(eigenvectorMatrix.getColumn(k));
    const direction = wide ? j.transpose().mmul(vector).div(Math.sqrt(value)) : vector;
    return [{ value, vector: Float64Array.from(direction.to1DArray()) }];
  });
}

/** Multiplies the vector at `from` by the matrix that is `by(eigenvalue)` along each direction and 1 elsewhere. */
export function scaleAlong(
  directions: readonly Direction[],
  v: Float64Array,
  from: number,
  by: (value: number) => number,
): void {
  for (const { value, vector } of directions) {
    let along = 0;
    for (let d = 0; d < vector.length; d++) along += vector[d] * v[from + d];
    along *= by(value) - 1;
    for (let d = 0; d < vector.length; d++) v[from + d] += along * vector[d];
  }
}

/** An eigenvalue below this is rounding. */
const least = 1e-9;

/** The normal distribution at a peak of p(u|h), with covariance (I + J'J)^-1, J the slopes of m over the deviation. */
export class Stretch {
  /** ln det(I + J'J). */
  readonly logPrecision: number;
  private readonly directions: readonly Direction[];

  /** @param slopes [dimensions, latents] */
  constructor(
    private readonly peak: Float64Array,
    slopes: Float64Array,
  ) {
    this.directions = directionsOf(Matrix.from1DArray(slopes.length / peak.length, peak.length, slopes), least);
    this.logPrecision = this.directions.reduce((sum, { value }) => sum + Math.log1p(value), 0);
  }

  get latents(): number {
    return this.peak.length;
  }

  /** By the root of the covariance, in place. */
  shrink(v: Float64Array, from: number): void {
    scaleAlong(this.directions, v, from, (value) => 1 / Math.sqrt(1 + value));
  }

  /** From standard normal numbers y to u = peak + root of the covariance times y, in place. */
  place(v: Float64Array, from: number, stretch = 1): void {
    this.shrink(v, from);
    for (let d = 0; d < this.peak.length; d++) v[from + d] = this.peak[d] + stretch * v[from + d];
  }

  /** The inverse of `place`. */
  unplace(v: Float64Array, from: number): void {
    for (let d = 0; d < this.peak.length; d++) v[from + d] -= this.peak[d];
    scaleAlong(this.directions, v, from, (value) => Math.sqrt(1 + value));
  }
}
