import type { Records } from '../records';

/** What says which steps are removed first. */
export type RemovedBy = 'information' | 'attention' | 'gradient' | 'random';

/** Where the information is that the answers of one trained network rest on. Amounts are in the config's unit. */
export interface Attribution {
  /** From 1. */
  repetition: number;
  /** What shares one amount of noise: a step, or one value of a step. */
  by: 'steps' | 'values';
  /** Held-out sequences that were looked into. */
  sequences: number;
  /**
   * The mean over sequences of KL(p(z|r) || q(z)) of the noisy input z: on average over sequences at least I(R;Z), with
   * q of the mean and the variance of the training inputs.
   */
  information: number;
  bound: 'upper';
  /** The share of the network's answers that it still gives with the noise. */
  kept: number;
  /** The same amount for noise that is the same everywhere and leaves as many answers; absent where none does. */
  even?: number;
  /** Share of right answers, without noise and with it. */
  accuracy: number;
  accuracyKept: number;
  /**
   * The mean over sequences, [steps][columns], one column by steps; the last step is each sequence's own end.
   */
  map: number[][];
  /** The network as steps are replaced by the mean, those with most of something first. */
  removals: {
    by: RemovedBy;
    /** The mean probability over the curve: the lower, the sooner the answers are lost. */
    area: number;
    /** The share of the steps, the mean probability of the network's answers, and the share of right ones. */
    curve: { removed: number; probability: number; accuracy: number }[];
  }[];
  /** Single sequences of the first repetition, [steps][columns] of each. */
  maps?: { sequence: number; target: string; predicted: string; map: number[][] }[];
}

/** Where the information is that answers rest on, one entry a repetition. */
export interface AttributionLists {
  attribution: Attribution;
}

export const attributionRecords = {
  attribution: { key: ['repetition'], form: { repetition: 'number', information: 'number', kept: 'number' } },
} as const satisfies Records<AttributionLists>;
