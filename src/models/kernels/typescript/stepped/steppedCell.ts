/** Sizes of a recurrence whose inputs are already multiplied by their weights: T steps, B sequences, H units. */
export interface SteppedSizes {
  readonly steps: number;
  readonly batch: number;
  readonly units: number;
}

/**
 * A recurrent cell that runs one step at a time on typed arrays, with an explicit gradient. It serves recurrences whose
 * state is changed between steps (by noise or by sampling), and cells without a kernel for whole sequences. A cell
 * object serves one run: all steps forward, then all steps back.
 */
export interface SteppedCell {
  /**
   * Writes the state that step `t` (from 0) proposes into `proposed` [B,H]; `before` [B,H] is the previous state, zeros
   * at the first step.
   */
  propose(t: number, before: Float32Array, proposed: Float32Array): void;
  /**
   * Adds dL/d(previous state) to `dBefore`, given dL/d(proposed state of step t). Called from the last step to the
   * first.
   */
  back(t: number, before: Float32Array, dProposed: Float32Array, dBefore: Float32Array): void;
  /**
   * The gradients of the cell's arguments, in their order, after `back` has reached the first step. `states` [T,B,H].
   */
  gradients(states: Float32Array): Float32Array[];
  /** Frees memory outside JavaScript's heap; called after the forward steps and after the backward steps. */
  release(): void;
}

/** Change of a proposed state before the next step reads it: none, added noise, or a sample. */
export interface Emission {
  /** Changes the proposed state of step t in place; `state` holds a copy of `proposed` on entry. */
  emit(t: number, proposed: Float32Array, state: Float32Array): void;
  /** Changes `d`, dL/d(state of step t) on entry, to dL/d(proposed state). */
  back(t: number, proposed: Float32Array, d: Float32Array): void;
  /** Frees memory as the cell's `release` does. */
  release(): void;
}

export interface SteppedRun {
  /** The states that are carried on, [T,B,H]. */
  readonly states: Float32Array;
  /** The states that the cell proposed, [T,B,H]. */
  readonly proposed: Float32Array;
  /** The gradients of the cell's arguments, given dL/d(states); the emission keeps its own gradients. */
  readonly backward: (dStates: Float32Array) => Float32Array[];
}

/** Runs a cell from a zero state. */
export function runStepped({ steps, batch, units }: SteppedSizes, cell: SteppedCell, emission?: Emission): SteppedRun {
  const size = batch * units;
  const at = (values: Float32Array, t: number): Float32Array => values.subarray(t * size, (t + 1) * size);
  const nothing = new Float32Array(size);
  const proposed = new Float32Array(steps * size);
  const states = emission ? new Float32Array(steps * size) : proposed;
  const released = <T>(work: () => T): T => {
    try {
      return work();
    } finally {
      cell.release();
      emission?.release();
    }
  };
  released(() => {
    for (let t = 0; t < steps; t++) {
      cell.propose(t, t > 0 ? at(states, t - 1) : nothing, at(proposed, t));
      if (!emission) continue;
      at(states, t).set(at(proposed, t));
      emission.emit(t, at(proposed, t), at(states, t));
    }
  });
  const backward = (dStates: Float32Array): Float32Array[] =>
    released(() => {
      const d = dStates.slice();
      const unused = new Float32Array(size);
      for (let t = steps - 1; t >= 0; t--) {
        emission?.back(t, at(proposed, t), at(d, t));
        cell.back(t, t > 0 ? at(states, t - 1) : nothing, at(d, t), t > 0 ? at(d, t - 1) : unused);
      }
      return cell.gradients(states);
    });
  return { states, proposed, backward };
}
