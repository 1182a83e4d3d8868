import { matrix, multiplyAdd, multiplyTransposedAdd, transpose, type Matrix } from '../gemm';
import type { SteppedSizes } from './steppedCell';

/**
 * A matrix M [H,G] in a recurrence: states [B,H] times M, gradients [B,G] times its transpose, and its own gradient
 * over all steps in one product.
 */
export interface RecurrentProduct {
  /** sums [B,G] += state [B,H] M */
  add(state: Float32Array, sums: Float32Array): void;
  /** dState [B,H] += dSums [B,G] Mᵀ */
  addBack(dSums: Float32Array, dState: Float32Array): void;
  /** dM [H,G], the sum over all rows: states [rows,H], dSums [rows,G]. */
  gradient(states: Float32Array, dSums: Float32Array): Float32Array;
  /** Frees memory outside JavaScript's heap; the product may be used again. */
  release(): void;
}

export type MakeProduct = (sizes: SteppedSizes, values: Float32Array, columns: number) => RecurrentProduct;

/** In plain TypeScript. */
export const plainProduct: MakeProduct = (sizes, values, columns) => new PlainProduct(sizes, values, columns);

class PlainProduct implements RecurrentProduct {
  private readonly forwardMatrix: Matrix;
  private readonly backMatrix: Matrix;

  constructor(
    private readonly sizes: SteppedSizes,
    values: Float32Array,
    private readonly columns: number,
  ) {
    this.forwardMatrix = matrix(values, columns);
    this.backMatrix = transpose(sizes.units, columns, this.forwardMatrix);
  }

  add(state: Float32Array, sums: Float32Array): void {
    const { batch, units } = this.sizes;
    multiplyAdd(batch, this.columns, units, matrix(state, units), this.forwardMatrix, matrix(sums, this.columns));
  }

  addBack(dSums: Float32Array, dState: Float32Array): void {
    const { batch, units } = this.sizes;
    multiplyAdd(batch, units, this.columns, matrix(dSums, this.columns), this.backMatrix, matrix(dState, units));
  }

  gradient(states: Float32Array, dSums: Float32Array): Float32Array {
    const { units } = this.sizes;
    const result = new Float32Array(units * this.columns);
    multiplyTransposedAdd(
      units,
      this.columns,
      states.length / units,
      matrix(states, units),
      matrix(dSums, this.columns),
      matrix(result, this.columns),
    );
    return result;
  }

  release(): void {
    // Nothing to free.
  }
}

/**
 * The gradient of a matrix through which the sums of step t read the state of step t - 1: states [T,B,H], dSums
 * [T,B,G].
 */
export function laggedGradient(
  product: RecurrentProduct,
  { steps, batch, units }: SteppedSizes,
  states: Float32Array,
  dSums: Float32Array,
): Float32Array {
  const columns = dSums.length / (steps * batch);
  return product.gradient(states.subarray(0, (steps - 1) * batch * units), dSums.subarray(batch * columns));
}
