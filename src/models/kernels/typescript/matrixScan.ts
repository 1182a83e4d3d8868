/** Sizes of a scan of matrix states: T steps of B sequences, each with `heads` matrices. */
export interface MatrixScanSizes {
  readonly steps: number;
  readonly batch: number;
  readonly heads: number;
  /** Rows of a matrix: numbers of a query or key. */
  readonly width: number;
  /** Columns: numbers of a value or output. */
  readonly columns: number;
}

/**
 * What drives the states. Queries and keys are [T,B,heads * width], values [T,B,heads * columns], a head after the
 * other. The decays a are [T,B,heads] or one for each row [T,B,heads * width]; absent: 1. The strengths b [T,B,heads]
 * make the rule delta; absent: add.
 */
export interface MatrixDrive {
  readonly queries: Float32Array;
  readonly keys: Float32Array;
  readonly values: Float32Array;
  readonly decays?: Float32Array | undefined;
  readonly strengths?: Float32Array | undefined;
}

/** One head of one sequence: where its numbers stand at a step. */
class Place {
  private readonly decaysOfHead: number;

  constructor(
    private readonly sizes: MatrixScanSizes,
    private readonly drive: MatrixDrive,
    private readonly sequence: number,
    private readonly head: number,
  ) {
    const { steps, batch, heads } = sizes;
    this.decaysOfHead = (drive.decays?.length ?? 0) / (steps * batch * heads);
  }

  /** Of the first number of the query and key. */
  at(t: number): number {
    return this.ofStrength(t) * this.sizes.width;
  }

  /** Of the first number of the value and output. */
  ofValue(t: number): number {
    return this.ofStrength(t) * this.sizes.columns;
  }

  ofStrength(t: number): number {
    return (t * this.sizes.batch + this.sequence) * this.sizes.heads + this.head;
  }

  ofDecay(t: number, i: number): number {
    return this.ofStrength(t) * this.decaysOfHead + (this.decaysOfHead > 1 ? i : 0);
  }

  /** S_t, in place of S_{t-1}: decays, then the rule. `error` receives v - Sᵀ k, or v. */
  step(t: number, before: Float32Array, after: Float32Array, error: Float32Array): void {
    const { keys, values, decays, strengths } = this.drive;
    const { width, columns } = this.sizes;
    const at = this.at(t);
    const value = this.ofValue(t);
    for (let j = 0; j < columns; j++) error[j] = values[value + j];
    for (let i = 0, from = 0; i < width; i++, from += columns) {
      const decay = decays ? decays[this.ofDecay(t, i)] : 1;
      const key = strengths ? keys[at + i] : 0;
      for (let j = from; j < from + columns; j++) after[j] = decay * before[j];
      if (strengths) for (let j = 0; j < columns; j++) error[j] -= after[from + j] * key;
    }
    const strength = strengths ? strengths[this.ofStrength(t)] : 1;
    for (let i = 0, from = 0; i < width; i++, from += columns) {
      const key = strength * keys[at + i];
      for (let j = 0; j < columns; j++) after[from + j] += key * error[j];
    }
  }
}

/**
 * Outputs o_t = S_tᵀ q_t [T,B,heads * columns] of matrices that begin at zero: S' = Diag(a) S, then S = S' + k vᵀ (Yang
 * et al. 2024a, gated linear attention) or, by the delta rule, S = S' + k (b (v - S'ᵀ k))ᵀ (Yang et al. 2024b).
 */
export function scanMatrices(sizes: MatrixScanSizes, drive: MatrixDrive): Float32Array {
  const { steps, batch, heads, width, columns } = sizes;
  const out = new Float32Array(drive.values.length);
  const state = new Float32Array(width * columns);
  const error = new Float32Array(columns);
  for (let b = 0; b < batch; b++) {
    for (let h = 0; h < heads; h++) {
      const place = new Place(sizes, drive, b, h);
      state.fill(0);
      for (let t = 0; t < steps; t++) {
        place.step(t, state, state, error);
        const at = place.at(t);
        const to = place.ofValue(t);
        for (let i = 0, from = 0; i < width; i++, from += columns) {
          const query = drive.queries[at + i];
          for (let j = 0; j < columns; j++) out[to + j] += query * state[from + j];
        }
      }
    }
  }
  return out;
}

/**
 * The gradients of what drives the states, given those of the outputs. The states of one head of one sequence are
 * computed again, because those of all would fill the memory.
 */
export function scanMatricesBackward(
  sizes: MatrixScanSizes,
  drive: MatrixDrive,
  dOut: Float32Array,
): { queries: Float32Array; keys: Float32Array; values: Float32Array; decays: Float32Array; strengths: Float32Array } {
  const { steps, batch, heads, width, columns } = sizes;
  const { queries, keys, decays, strengths } = drive;
  const size = width * columns;
  const d = {
    queries: new Float32Array(queries.length),
    keys: new Float32Array(keys.length),
    values: new Float32Array(drive.values.length),
    decays: new Float32Array(decays?.length ?? 0),
    strengths: new Float32Array(strengths?.length ?? 0),
  };
  // The state before the first step, and those after every step.
  const states = new Float32Array((steps + 1) * size);
  const errors = new Float32Array(steps * columns);
  const dState = new Float32Array(size);
  const dError = new Float32Array(columns);
  for (let b = 0; b < batch; b++) {
    for (let h = 0; h < heads; h++) {
      const place = new Place(sizes, drive, b, h);
      const stateAt = (t: number): Float32Array => states.subarray(t * size, (t + 1) * size);
      for (let t = 0; t < steps; t++)
        place.step(t, stateAt(t), stateAt(t + 1), errors.subarray(t * columns, (t + 1) * columns));
      dState.fill(0);
      for (let t = steps - 1; t >= 0; t--) {
        const at = place.at(t);
        const before = t * size;
        const after = before + size;
        const error = t * columns;
        const value = place.ofValue(t);
        const strength = strengths ? strengths[place.ofStrength(t)] : 1;
        dError.fill(0);
        for (let i = 0, from = 0; i < width; i++, from += columns) {
          const query = queries[at + i];
          const key = keys[at + i];
          let [dQuery, dKey] = [0, 0];
          for (let j = 0; j < columns; j++) {
            const dOutput = dOut[value + j];
            dQuery += states[after + from + j] * dOutput;
            const dOwn = (dState[from + j] += query * dOutput);
            dKey += dOwn * errors[error + j];
            dError[j] += dOwn * key;
          }
          d.queries[at + i] = dQuery;
          d.keys[at + i] = strength * dKey;
        }
        if (strengths) {
          let dStrength = 0;
          for (let j = 0; j < columns; j++) dStrength += dError[j] * errors[error + j];
          d.strengths[place.ofStrength(t)] = dStrength;
        }
        for (let j = 0; j < columns; j++) dError[j] *= strength;
        d.values.set(dError, value);
        for (let i = 0, from = 0; i < width; i++, from += columns) {
          const decay = decays ? decays[place.ofDecay(t, i)] : 1;
          const key = strengths ? keys[at + i] : 0;
          let [dKey, dDecay] = [0, 0];
          for (let j = 0; j < columns; j++) {
            const old = states[before + from + j];
            dKey += decay * old * dError[j];
            const dDecayed = dState[from + j] - key * dError[j];
            dDecay += dDecayed * old;
            dState[from + j] = decay * dDecayed;
          }
          if (strengths) d.keys[at + i] -= dKey;
          if (decays) d.decays[place.ofDecay(t, i)] += dDecay;
        }
      }
    }
  }
  return d;
}
