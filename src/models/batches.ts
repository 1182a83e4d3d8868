import type { Sequences, SequenceSet } from '../data/dataset';

/** Some sequences of a set, time-major: inputs [T,B,D], targets [T',B] and [T',B,F] with T' = 1 for a target at the end. */
export interface Batch {
  readonly size: number;
  readonly steps: number;
  readonly features: number;
  readonly inputs: Float32Array;
  readonly targets?: BatchTargets;
}

export interface BatchTargets {
  readonly values: Float32Array;
  readonly symbols?: Int32Array;
  readonly features: number;
}

/** The sequences numbered `rows[start]` to `rows[end - 1]`. */
export function batchOf(set: SequenceSet, rows: Int32Array, start: number, end: number): Batch {
  const { inputs, targets } = set;
  return {
    size: end - start, steps: inputs.length, features: inputs.features,
    inputs: timeMajorValues(inputs, rows, start, end),
    targets: targets && {
      values: timeMajorValues(targets, rows, start, end),
      symbols: targets.symbols && timeMajorSymbols(targets.symbols, targets.length, rows, start, end),
      features: targets.features,
    },
  };
}

function timeMajorValues({ values, length, features }: Sequences, rows: Int32Array, start: number, end: number): Float32Array {
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

function timeMajorSymbols(symbols: Int32Array, length: number, rows: Int32Array, start: number, end: number): Int32Array {
  const size = end - start;
  const result = new Int32Array(length * size);
  for (let b = 0; b < size; b++) {
    for (let t = 0; t < length; t++) result[t * size + b] = symbols[rows[start + b] * length + t];
  }
  return result;
}

/** Writes time-major [T,B,F] into sequences `first` ... of a row-major [samples,T,F]. */
export function intoSamples(timeMajor: Float32Array, steps: number, size: number, features: number, result: Float32Array, first: number): void {
  for (let t = 0; t < steps; t++) {
    for (let b = 0; b < size; b++) {
      const from = (t * size + b) * features;
      const to = ((first + b) * steps + t) * features;
      for (let k = 0; k < features; k++) result[to + k] = timeMajor[from + k];
    }
  }
}
