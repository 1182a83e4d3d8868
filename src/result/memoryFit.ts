/**
 * How far back a layer remembers single inputs, and by which law it forgets: read off I(X_{t-s};H_t) over the lag s at
 * the last step of one epoch.
 */
export interface MemoryFit {
  layer: string;
  epoch: number;
  /**
   * The largest lag at which the interval's low end clears the shuffled null; 'none' where no lag does; absent where no
   * null was estimated.
   */
  horizon?: number | 'none';
  /** The horizon is the largest lag there is: the memory may reach further. */
  open?: true;
  law?: DecayLaw;
}

/** A law of decay fitted to information over lag, in the config's unit. */
export interface DecayLaw {
  kind: 'exponential' | 'powerLaw';
  /** Time constant tau of a e^(-s/tau) in steps, or exponent p of a s^(-p), with its 95 % interval. */
  parameter: number;
  low: number;
  high: number;
  /** a. */
  amplitude: number;
  /** Share of the variance of ln I that the law explains. */
  explained: number;
  /** The lags that it was fitted to; beyond them it says nothing. */
  from: number;
  to: number;
  points: number;
  /** By what it was preferred to the other law, and by how much. */
  criterion: 'AICc';
  lead: number;
}
