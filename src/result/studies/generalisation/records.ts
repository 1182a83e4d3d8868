import type { Records } from '../records';

/** What keeps a network from learning its training sequences by heart. */
export type GeneralisationWay = 'plain' | 'bottleneck' | 'dropout';

/** One network at the epoch that is best on one half of the held-out sequences. Losses are in the config's unit. */
export interface GeneralisationPoint {
  way: GeneralisationWay;
  /** The beta of the bottleneck, or the rate of dropout; absent for neither. */
  setting?: number;
  /** The repetition, from 1. */
  repetition: number;
  /** Cross-entropy a target on the training sequences, as the network predicts: without dropout, a mean over codes. */
  training: number;
  /** On the half of the held-out sequences that chooses the epoch and the setting. */
  choosing: number;
  /** On the other half, which chooses nothing. */
  reported: number;
  /** An upper bound on I(X;Z) at the last step, of a bottleneck. */
  rate?: number;
  /** The epoch that was kept. */
  epoch: number;
}

/** Networks with and without a bottleneck on sequences that they were not trained on. */
export interface GeneralisationLists {
  generalisation: GeneralisationPoint;
}

export const generalisationRecords = {
  generalisation: {
    key: ['way', 'setting', 'repetition'],
    form: { way: 'text', repetition: 'number', choosing: 'number', reported: 'number' },
  },
} as const satisfies Records<GeneralisationLists>;
