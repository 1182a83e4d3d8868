/** A network of symbols that can go on from any state, one step at a time, many states at once. */
export interface SteppedNetwork {
  /** Numbers that a state carries to the next step; the state before the first step is zeros. */
  readonly width: number;
  /** Numbers of the mean f(x) of the state that is analysed. */
  readonly dimensions: number;
  /** Multiplications that one step of one state takes. */
  readonly cost: number;
  /** Writes into `after` [count, width] what `before` [count, width] becomes by reading `symbols` [count]. */
  step(before: Float64Array, symbols: Int32Array, count: number, after: Float64Array): void;
  /** Writes the means [count, dimensions] that go with `states` [count, width]. */
  observe(states: Float64Array, count: number, means: Float64Array): void;
}
