/** Sizes of a recurrence whose inputs have been multiplied by their weights already: T steps, B sequences, H units. */
export interface SteppedSizes {
  readonly steps: number;
  readonly batch: number;
  readonly units: number;
}

/**
 * A recurrent cell one step at a time on typed arrays, with its gradient written out: what a recurrence needs whose
 * state is changed on the way (by noise, by a draw) or whose form no whole-sequence kernel has. A cell serves one run:
 * all steps forward, then all steps back.
 */
export interface SteppedCell {
  /**
   * The state that step `t` (from 0) proposes, written into `proposed` [B,H]; `before` [B,H] is the state one step ago,
   * zeros at the first.
   */
  propose(t: number, before: Float32Array, proposed: Float32Array): void;
  /** Given dL/d(proposed state of step t), adds dL/d(state before) to `dBefore`. From the last step to the first. */
  back(t: number, before: Float32Array, dProposed: Float32Array, dBefore: Float32Array): void;
  /**
   * After `back` has come to the first step: the gradients of what the cell was given, in its order. `states` [T,B,H].
   */
  gradients(states: Float32Array): Float32Array[];
  /** Lets go of what it holds outside of JavaScript's memory, after the steps forward and again after those back. */
  release(): void;
}

/** What becomes of a proposed state before it goes on: nothing, or noise, or a draw. */
export interface Emission {
  /** Changes the proposed state of step t in place; `state` holds a copy of `proposed` on entry. */
  emit(t: number, proposed: Float32Array, state: Float32Array): void;
  /** Changes `d`, dL/d(state of step t) on entry, to dL/d(proposed state). */
  back(t: number, proposed: Float32Array, d: Float32Array): void;
  /** As of the cell. */
  release(): void;
}

export interface SteppedRun {
  /** What goes on, [T,B,H]. */
  readonly states: Float32Array;
  /** What the cell proposed, [T,B,H]. */
  readonly proposed: Float32Array;
  /** The cell's gradients given dL/d(states); the emission keeps its own. */
  readonly backward: (dStates: Float32Array) => Float32Array[];
}

/** Runs a cell from a state of zero. */
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
