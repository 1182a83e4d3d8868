import { matrix, multiplyAdd, multiplyTransposedAdd, transpose, type Matrix } from '../gemm';
import type { SteppedSizes } from './steppedCell';

/** A recurrent kernel [H,G] at work: its products forward and back, and its gradient over all steps in one piece. */
export class RecurrentProduct {
  private readonly forwardMatrix: Matrix;
  private readonly backMatrix: Matrix;

  constructor(private readonly sizes: SteppedSizes, kernel: Float32Array, readonly columns: number) {
    this.forwardMatrix = matrix(kernel, columns);
    this.backMatrix = transpose(sizes.units, columns, this.forwardMatrix);
  }

  /** sums [B,G] += state [B,H] U */
  add(state: Float32Array, sums: Float32Array): void {
    const { batch, units } = this.sizes;
    multiplyAdd(batch, this.columns, units, matrix(state, units), this.forwardMatrix, matrix(sums, this.columns));
  }

  /** dState [B,H] += dSums [B,G] Uᵀ */
  addBack(dSums: Float32Array, dState: Float32Array): void {
    const { batch, units } = this.sizes;
    multiplyAdd(batch, units, this.columns, matrix(dSums, this.columns), this.backMatrix, matrix(dState, units));
  }

  /** dU [H,G] where step t's sums took the state of step t - 1: states [T,B,H], dSums [T,B,G]. */
  gradient(states: Float32Array, dSums: Float32Array): Float32Array {
    const { steps, batch, units } = this.sizes;
    const result = new Float32Array(units * this.columns);
    multiplyTransposedAdd(units, this.columns, (steps - 1) * batch, matrix(states, units), matrix(dSums, this.columns, batch * this.columns), matrix(result, this.columns));
    return result;
  }
}
