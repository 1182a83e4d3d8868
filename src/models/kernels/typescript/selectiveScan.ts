/** Sizes of a selective scan: T steps of B sequences of H units, each with a state of N numbers. */
export interface SelectiveScanSizes {
  readonly steps: number;
  readonly batch: number;
  readonly units: number;
  readonly stateSize: number;
}

/**
 * What drives the states: inputs u and step sizes d [T,B,H], rates a [H,N] (below zero), what is written B and read C
 * [T,B,N], and the share of the input that passes by the state, D [H].
 */
export interface SelectiveDrive {
  readonly inputs: Float32Array;
  readonly stepSizes: Float32Array;
  readonly rates: Float32Array;
  readonly written: Float32Array;
  readonly read: Float32Array;
  readonly direct: Float32Array;
}

/** x = exp(d a) x + d u B of all units of one sequence, in place of the x before; the decays exp(d a) are kept. */
function advance(
  { units, stateSize }: SelectiveScanSizes,
  { inputs, stepSizes, rates, written }: SelectiveDrive,
  row: number,
  before: Float32Array,
  after: Float32Array,
  decays: Float32Array,
): void {
  const own = row * stateSize;
  for (let h = 0, at = 0; h < units; h++) {
    const size = stepSizes[row * units + h];
    const given = size * inputs[row * units + h];
    for (let n = 0; n < stateSize; n++, at++) {
      const decay = Math.exp(size * rates[at]);
      decays[at] = decay;
      after[at] = decay * before[at] + given * written[own + n];
    }
  }
}

/**
 * Outputs y_t = C_t x_t + D u_t [T,B,H] of states x_t = exp(d_t a) x_{t-1} + d_t B_t u_t, from zero, each unit by
 * itself (Gu and Dao 2023, algorithm 2; the selective scan of Mamba).
 */
export function scanSelectively(sizes: SelectiveScanSizes, drive: SelectiveDrive): Float32Array {
  const { steps, batch, units, stateSize } = sizes;
  const { inputs, read, direct } = drive;
  const out = new Float32Array(inputs.length);
  const state = new Float32Array(units * stateSize);
  const decays = new Float32Array(units * stateSize);
  for (let b = 0; b < batch; b++) {
    state.fill(0);
    for (let t = 0; t < steps; t++) {
      const row = t * batch + b;
      advance(sizes, drive, row, state, state, decays);
      for (let h = 0, at = 0; h < units; h++) {
        let sum = direct[h] * inputs[row * units + h];
        for (let n = row * stateSize; n < (row + 1) * stateSize; n++, at++) sum += read[n] * state[at];
        out[row * units + h] = sum;
      }
    }
  }
  return out;
}

/**
 * The gradients of what drives the states, given those of the outputs. The states of one sequence are computed again,
 * because those of all would fill the memory.
 */
export function scanSelectivelyBackward(
  sizes: SelectiveScanSizes,
  drive: SelectiveDrive,
  dOut: Float32Array,
): SelectiveDrive {
  const { steps, batch, units, stateSize } = sizes;
  const { inputs, stepSizes, rates, written, read, direct } = drive;
  const size = units * stateSize;
  const d = {
    inputs: new Float32Array(inputs.length),
    stepSizes: new Float32Array(stepSizes.length),
    written: new Float32Array(written.length),
    read: new Float32Array(read.length),
  };
  const dRates = new Float64Array(size);
  const dDirect = new Float64Array(units);
  // The state before the first step, and those after every step.
  const states = new Float32Array((steps + 1) * size);
  const decays = new Float32Array(steps * size);
  const dState = new Float32Array(size);
  for (let b = 0; b < batch; b++) {
    for (let t = 0; t < steps; t++) {
      const [before, after] = [t, t + 1].map((at) => states.subarray(at * size, (at + 1) * size));
      advance(sizes, drive, t * batch + b, before, after, decays.subarray(t * size, (t + 1) * size));
    }
    dState.fill(0);
    for (let t = steps - 1; t >= 0; t--) {
      const row = t * batch + b;
      const own = row * stateSize;
      for (let h = 0, at = 0, from = t * size; h < units; h++) {
        const place = row * units + h;
        const [dY, u, stepSize] = [dOut[place], inputs[place], stepSizes[place]];
        const given = stepSize * u;
        let [dGiven, dSize] = [0, 0];
        for (let n = own; n < own + stateSize; n++, at++, from++) {
          const decay = decays[from];
          const dX = dState[at] + dY * read[n];
          const dExponent = dX * decay * states[from];
          d.read[n] += dY * states[from + size];
          d.written[n] += dX * given;
          dGiven += dX * written[n];
          dSize += dExponent * rates[at];
          dRates[at] += dExponent * stepSize;
          dState[at] = dX * decay;
        }
        dDirect[h] += dY * u;
        d.inputs[place] = dY * direct[h] + dGiven * stepSize;
        d.stepSizes[place] = dSize + dGiven * u;
      }
    }
  }
  return { ...d, rates: Float32Array.from(dRates), direct: Float32Array.from(dDirect) };
}
