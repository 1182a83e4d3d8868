import type { SweptPlace } from '../../../config/layers/sweptKeys';
import type { Estimate } from '../../estimate';
import type { Records } from '../records';

/** The numbers of one network that a sweep over keys of the config analyzed, but for its estimates. */
export interface SweptNetwork extends SweptPlace {
  /** The repetition, from 1: each has a seed of its own. */
  repetition: number;
  /** A further network of the config; absent: the model. */
  networkName?: string;
  parameters: number;
  /** On the held-out sequences after the last epoch; nats, or the squared error. */
  loss?: number;
  /** Of the model's accuracy on the held-out sequences. */
  accuracy?: number;
  /** Seconds of its training, where it was trained by this sweep: other networks may have trained beside it. */
  seconds?: number;
}

/** An estimate of such a network, at the last step after the last epoch. */
export type SweptEstimate = Estimate &
  SweptPlace & {
    repetition: number;
    networkName?: string;
    /** What the information cannot exceed in its network: the entropy of the whole input, or of the target. */
    most?: number;
  };

export interface KeySweepLists {
  swept: SweptNetwork;
  sweptEstimates: SweptEstimate;
}

export const keySweepRecords = {
  swept: {
    key: ['first', 'second', 'repetition', 'networkName'],
    form: { repetition: 'number', parameters: 'number' },
  },
  sweptEstimates: {
    key: ['first', 'second', 'repetition', 'networkName', 'quantity', 'source', 'target'],
    form: { repetition: 'number', quantity: 'text', source: 'text', target: 'text', value: 'number', low: 'number' },
  },
} as const satisfies Records<KeySweepLists>;
