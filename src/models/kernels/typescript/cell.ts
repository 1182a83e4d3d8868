/** Sizes of one run of a recurrent layer: T steps, B sequences, D inputs, H units. */
export interface RunSizes {
  readonly steps: number;
  readonly batch: number;
  readonly inputs: number;
  readonly units: number;
}

/** Weights in Keras's shapes and gate order, dense and row-major. */
export interface CellWeights {
  readonly kernel: Float32Array;
  readonly recurrentKernel: Float32Array;
  readonly bias: Float32Array;
}

/** Gradients in the layout of what they are of. */
export interface CellGradients extends CellWeights {
  readonly x: Float32Array;
}

export interface CellRun {
  /** [T,B,H] */
  readonly states: Float32Array;
  /** The gradients, given that of the states. */
  readonly backward: (dStates: Float32Array) => CellGradients;
}

/** Runs whole sequences x [T,B,D] from a zero state. */
export type RunCell = (sizes: RunSizes, x: Float32Array, weights: CellWeights) => CellRun;

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
