/**
 * How far back a layer remembers single inputs, and which decay law fits: from I(X_{t-s};H_t) over the lag s at the
 * last step of one epoch.
 */
export interface MemoryFit {
  layer: string;
  /** Of all that the layer carries from step to step, in place of what it hands on. */
  variable?: 'state';
  epoch: number;
  /**
   * The end of the first run of consecutive measured lags that are distinguishable from the shuffled baseline, with
   * Holm's correction over all lags, and do not read 0.00; 'none' where no lag does; absent where no baseline was
   * estimated.
   */
  horizon?: number | 'none';
  /** All such runs, the nearest first: attention may hold a far input and none before it. */
  runs?: LagRun[];
  /**
   * The memory may reach further: the horizon is the largest estimated lag, or the interval of the next one does not
   * exclude that it is remembered too. With a horizon of 'none', it is not excluded of the first lag.
   */
  open?: true;
  /** The measured lag after the horizon of which it is not excluded; absent where there is none, or it is excluded. */
  undecided?: number;
  law?: DecayLaw;
}

/** Measured lags that follow each other, the first and the last of them. */
export interface LagRun {
  from: number;
  to: number;
}

/** Whether the criterion prefers the law clearly: by 2 or more (Burnham and Anderson 2004). */
export const isDecided = ({ lead }: DecayLaw): boolean => lead >= 2;

/** A law of decay fitted to information over lag, in the config's unit. */
export interface DecayLaw {
  kind: 'exponential' | 'powerLaw';
  /** Time constant tau of a e^(-s/tau) in steps, or exponent p of a s^(-p), with its 95 % interval. */
  parameter: number;
  low: number;
  high: number;
  /** a. */
  amplitude: number;
  /** Share of the variance of ln I explained by the law. */
  explained: number;
  /** The first and last fitted lag; the law does not extend beyond them. */
  from: number;
  to: number;
  points: number;
  /** The criterion that preferred it to the other law, and by how much. */
  criterion: 'AICc';
  lead: number;
}
