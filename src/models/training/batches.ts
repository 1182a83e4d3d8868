import type { Sequences, Targets } from '../../data/dataset';

/** Inputs, and the targets of each head, in the order of the heads. */
export interface TrainingSet {
  readonly inputs: Sequences;
  readonly targets: readonly Targets[];
}

/**
 * Some sequences of a set, time-major: inputs [T,B,D], and the targets of each head [T',B] or [T',B,F], T' = 1 for a
 * target at the end.
 */
export interface Batch {
  readonly size: number;
  readonly steps: number;
  readonly features: number;
  readonly inputs: Float32Array;
  readonly targets: readonly BatchTargets[];
  /** Real steps of each sequence; absent where all have `steps`. */
  readonly lengths?: Int32Array;
}

export interface BatchTargets {
  readonly values: Float32Array;
  readonly symbols?: Int32Array;
  readonly features: number;
}

/** The sequences numbered `rows[start]` to `rows[end - 1]`. */
export function batchOf({ inputs, targets }: TrainingSet, rows: Int32Array, start: number, end: number): Batch {
  return {
    size: end - start,
    steps: inputs.length,
    features: inputs.features,
    ...(inputs.lengths && { lengths: rows.slice(start, end).map((row) => inputs.lengths?.[row] ?? inputs.length) }),
    inputs: timeMajorValues(inputs, rows, start, end),
    targets: targets.map((target) => ({
      values: timeMajorValues(target, rows, start, end),
      symbols: target.symbols && timeMajorSymbols(target.symbols, target.length, rows, start, end),
      features: target.features,
    })),
  };
}

function timeMajorValues(
  { values, length, features }: Sequences,
  rows: Int32Array,
  start: number,
  end: number,
): Float32Array {
  const size = end - start;
  const result = new Float32Array(length * size * features);
  for (let b = 0; b < size; b++) {
    const from = rows[start + b] * length * features;
    for (let t = 0; t < length; t++) {
      const to = (t * size + b) * features;
      for (let k = 0; k < features; k++) result[to + k] = values[from + t * features + k];
    }
  }
  return result;
}

function timeMajorSymbols(
  symbols: Int32Array,
  length: number,
  rows: Int32Array,
  start: number,
  end: number,
): Int32Array {
  const size = end - start;
  const result = new Int32Array(length * size);
  for (let b = 0; b < size; b++) {
    for (let t = 0; t < length; t++) result[t * size + b] = symbols[rows[start + b] * length + t];
  }
  return result;
}

/** Writes time-major [T,B,F] into row-major [samples,T,F], starting at sequence `first`. */
export function intoSamples(
  timeMajor: Float32Array,
  steps: number,
  size: number,
  features: number,
  result: Float32Array,
  first: number,
): void {
  for (let t = 0; t < steps; t++) {
    for (let b = 0; b < size; b++) {
      const from = (t * size + b) * features;
      const to = ((first + b) * steps + t) * features;
      for (let k = 0; k < features; k++) result[to + k] = timeMajor[from + k];
    }
  }
}
