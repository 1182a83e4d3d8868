/** A layer at one step of one sequence: reads `x`, and the numbers from `before[at]` on that it left a step ago. */
export interface SteppedLayer {
  /** Numbers that it leaves in the state: its output first. */
  readonly width: number;
  readonly units: number;
  readonly cost: number;
  /** The first number that the recurrence reads again: after the output, where the next step does not read that. */
  readonly carriedFrom?: number;
  /** The gates of its last step, in the order of `gatesOf`, NaN where there was none; absent from cells without any. */
  readonly gates?: readonly Float64Array[];
  /** What other layers read of a number of its output; the number itself if absent. */
  readonly handedOn?: (value: number) => number;
  step(x: Float64Array, before: Float64Array, after: Float64Array, at: number): void;
}
