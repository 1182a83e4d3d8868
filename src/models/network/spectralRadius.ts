import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** Above so many rows the eigenvalues take longer than `steps` products. */
const mostDecomposed = 300;
const steps = 400;

/**
 * The largest modulus of the eigenvalues of a square matrix [n,n], row-major. Of large matrices it is the rate at which
 * a vector grows under the matrix (Gelfand's formula), right to about a percent.
 */
export function spectralRadius(values: ArrayLike<number>, n: number): number {
  if (n > mostDecomposed) return growth(values, n);
  const rows = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_unused, j) => values[i * n + j]));
  const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(new Matrix(rows));
  return realEigenvalues.reduce((most, real, i) => Math.max(most, Math.hypot(real, imaginaryEigenvalues[i])), 0);
}

/** The mean over the second half of the steps, when the largest eigenvalues have come out. */
function growth(values: ArrayLike<number>, n: number): number {
  let vector = Float64Array.from({ length: n }, (_, i) => Math.cos(i * i + 1));
  let logs = 0;
  for (let step = 0; step < steps; step++) {
    const next = new Float64Array(n);
    for (let i = 0, at = 0; i < n; i++) for (let j = 0; j < n; j++) next[j] += vector[i] * values[at++];
    const norm = Math.sqrt(next.reduce((sum, value) => sum + value * value, 0));
    if (norm === 0) return 0;
    const before = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
    if (step >= steps / 2) logs += Math.log(norm / before);
    vector = next.map((value) => value / norm);
  }
  return Math.exp((2 * logs) / steps);
}

/** Scales a square matrix, in place, to a spectral radius; one without any stays as it is. */
export function scaleToRadius(values: Float32Array, n: number, radius: number): void {
  const own = spectralRadius(values, n);
  if (own < 1e-12) return;
  for (let i = 0; i < values.length; i++) values[i] *= radius / own;
}
