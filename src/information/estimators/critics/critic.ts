import type { Breather } from '../../numerics/breather';

/** Rows of two variables in the coordinates of a critic, row-major [samples, dimX] and [samples, dimY]. */
export interface Points {
  readonly samples: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly dimX: number;
  readonly dimY: number;
}

/** A critic T(x, y), a guess of ln p(x,y) / p(x) p(y), fitted to some rows. */
export interface FittedCritic {
  /** T(x_i, y_j) of every pair of the given rows, in nats: row-major [rows, rows], the joint pairs on its diagonal. */
  scores(rows: Int32Array): Float64Array;
}

export interface Critic {
  readonly name: CriticName;
  /** Fits to the given rows alone. @throws CancelledError */
  fit(rows: Int32Array, breather: Breather): Promise<FittedCritic>;
}

/**
 * `canonical`: a Gaussian of normal scores; `mixture`: normal parts over both sides; `classes`: normal parts of each
 * side and a table between them; `columnTable`: tables of chosen pairs of columns.
 */
export type CriticName = 'canonical' | 'mixture' | 'classes' | 'columnTable';
