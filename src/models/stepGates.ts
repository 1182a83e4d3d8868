/** The gates of a cell at every step of a batch. */
export interface StepGates {
  /** Of a layer that runs both ways. */
  readonly direction?: 'forward' | 'backward';
  /** The gates of `gatesOf` side by side, by the place of the step whatever the direction, [T,B,width]. */
  readonly values: Float64Array;
  readonly width: number;
  /**
   * How far the output of one step with these gates is from that of the network, as a part of 1 + |output|, at most;
   * absent where the layer draws, so that a step gives no more than a mean.
   */
  readonly error?: number;
}
