import type { Matrix } from 'ml-matrix';

/** A layer s_t = x_t K + s_{t-1} R, up to a constant that changes none of what is asked of it here. */
export interface LinearRecurrence {
  /** K, [inputs, units]. */
  readonly kernel: Matrix;
  /** R, [units, units]. */
  readonly recurrentKernel: Matrix;
}
