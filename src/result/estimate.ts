import type { Sentence } from '../base/sentence';
import type { ComputedFrom } from './computedFrom';
import type { Reason } from './reasons';
import type { Warning } from './warnings';
import type { BoundDirection, EstimatorName } from '../information/types/estimate';

export type Unit = 'bits' | 'nats';

/** Everything that an estimate may be of. */
export const quantities = [
  'inputInformation',
  'historyInformation',
  'outputInformation',
  'layerInformation',
  'memory',
  'memoryNull',
  'lagRelevance',
  'predictiveInformation',
  'stateCapacity',
  'entropy',
  'rate',
  'relevance',
  'infomax',
] as const;

export type Quantity = (typeof quantities)[number];

/** I(source; target), H(source) for `entropy`. */
export interface Estimate {
  quantity: Quantity;
  /** 'X', 'Y' or a layer's name. */
  source: string;
  target: string;
  /** Time step, counted from 1, of the state that the estimate is of; absent for what has no time. */
  time?: number;
  /** Lag s of I(X_{t-s}; H_t). */
  lag?: number;
  /** How many steps of the future I(H_t; X_{t+1:t+k}) is about: k. */
  ahead?: number;
  /** 0 is before training. */
  epoch: number;
  value: number;
  low: number;
  high: number;
  unit: Unit;
  /** `decoder`: the network's own head. */
  estimator: EstimatorName | 'exact' | 'decoder';
  bound: BoundDirection;
  samples: number;
  /** What the estimate is computed from, where a choice makes it finite. */
  of?: ComputedFrom;
  /**
   * The one of `analysis.alsoWith` that asked for it, or the name of a further bound on a rate, beside the estimate
   * that charts show; absent: it is the one that they show.
   */
  beside?: EstimatorName;
  /** Made on the sequences that the network was trained on; absent: on held-out ones, as charts show. */
  set?: 'training';
  /** Why `auto` chose the estimator, a sentence each. */
  reason?: readonly Reason[];
  warnings?: readonly Warning[];
}

export interface ExactLine {
  quantity: Quantity;
  source: string;
  target: string;
  time?: number;
  lag?: number;
  value: number;
  unit: Unit;
  name: Sentence;
  differential?: boolean;
}
