import type { Breather } from '../../numerics/breather';
import type { SimplexProblem } from './simplexProblem';

/**
 * The matrix M diag(curvature) M^T + diag(diagonal) of a Newton step over the atoms and its Cholesky factor, in memory
 * that is taken once.
 */
export class NewtonSystem {
  /** Row-major [atoms, atoms]; its lower triangle is the factor once `factorise` is over. */
  private readonly factor: Float64Array;
  private readonly scaled: Float64Array;

  constructor(private readonly problem: SimplexProblem) {
    this.factor = new Float64Array(problem.atoms ** 2);
    this.scaled = new Float64Array(problem.atoms * problem.rows);
  }

  /**
   * @param curvature phi''(u), [rows]
   * @param diagonal above 0, [atoms]
   * @throws CancelledError
   */
  async factorise(curvature: Float64Array, diagonal: Float64Array, breather: Breather): Promise<void> {
    const { atoms, rows, matrix } = this.problem;
    const { factor, scaled } = this;
    for (let a = 0, at = 0; a < atoms; a++, at += rows)
      for (let i = 0; i < rows; i++) scaled[at + i] = matrix[at + i] * curvature[i];
    for (let a = 0; a < atoms; a++) {
      if (breather.due()) await breather.rest();
      this.row(a);
      factor[a * atoms + a] += diagonal[a];
    }
    for (let a = 0; a < atoms; a++) {
      if (breather.due()) await breather.rest();
      this.factoriseRow(a);
    }
  }

  /** Row a of the lower triangle, two entries at a time. */
  private row(a: number): void {
    const { atoms, rows, matrix } = this.problem;
    const { factor, scaled } = this;
    const left = a * rows;
    let b = 0;
    for (; b + 1 <= a; b += 2) {
      let first = 0;
      let second = 0;
      for (let i = 0, at = b * rows; i < rows; i++, at++) {
        const value = scaled[left + i];
        first += value * matrix[at];
        second += value * matrix[at + rows];
      }
      factor[a * atoms + b] = first;
      factor[a * atoms + b + 1] = second;
    }
    if (b > a) return;
    let last = 0;
    for (let i = 0; i < rows; i++) last += scaled[left + i] * matrix[b * rows + i];
    factor[a * atoms + b] = last;
  }

  private factoriseRow(a: number): void {
    const { atoms } = this.problem;
    const { factor } = this;
    const row = a * atoms;
    const own = factor[row + a];
    let rest = own;
    for (let b = 0; b < a; b++) {
      const other = b * atoms;
      let even = factor[row + b];
      let odd = 0;
      let k = 0;
      for (; k + 1 < b; k += 2) {
        even -= factor[row + k] * factor[other + k];
        odd += factor[row + k + 1] * factor[other + k + 1];
      }
      if (k < b) even -= factor[row + k] * factor[other + k];
      const entry = (even - odd) / factor[other + b];
      factor[row + b] = entry;
      rest -= entry * entry;
    }
    // Nearly equal atoms leave nothing but rounding: a pivot of that size stands in its place.
    factor[row + a] = Math.sqrt(Math.max(rest, own * 1e-15));
  }

  /** Solves in place. */
  solve(b: Float64Array): void {
    const { atoms } = this.problem;
    const { factor } = this;
    for (let a = 0; a < atoms; a++) {
      let sum = b[a];
      for (let k = 0, at = a * atoms; k < a; k++) sum -= factor[at + k] * b[k];
      b[a] = sum / factor[a * atoms + a];
    }
    for (let a = atoms - 1; a >= 0; a--) {
      const value = b[a] / factor[a * atoms + a];
      b[a] = value;
      for (let k = 0, at = a * atoms; k < a; k++) b[k] -= factor[at + k] * value;
    }
  }
}
