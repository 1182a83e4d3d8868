import type { Sentence } from '../base/sentence';
import type { ComputedFrom } from './computedFrom';
import type { Reason } from './reasons';
import type { Warning } from './warnings';
import type { Assumption, CertifiedEnds } from '../information/types/assumption';
import type { BoundDirection, EstimatorName } from '../information/types/estimate';

export type Unit = 'bits' | 'nats';

/** All quantities that an estimate may have. */
export const quantities = [
  'inputInformation',
  'historyInformation',
  'outputInformation',
  'layerInformation',
  'memory',
  'conditionalMemory',
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
  /**
   * 'state': the layer is named for all that it carries to the next step (as h and c of an LSTM), in place of its
   * output alone; absent: 'output'.
   */
  variable?: 'state';
  /** Time step of the state, counted from 1; absent for a quantity without time. */
  time?: number;
  /** Lag s of I(X_{t-s}; H_t), or of I(X_{t-s}; H_t | X_{t-s+1:t}). */
  lag?: number;
  /**
   * Lags are counted from each sequence's first real step on, I(X_{1+s};H_T): so does a state that has read its
   * sequence from the end to the start, of which X_1 is the latest. Absent: back from the step of the state.
   */
  from?: 'start';
  /** Number k of future steps of I(H_t; X_{t+1:t+k}). */
  ahead?: number;
  /** 0 is before training. */
  epoch: number;
  value: number;
  /** 97.5 % lower limit of a quantity that is at most the information. */
  low: number;
  /** 97.5 % upper limit of a quantity that is at least the information; null: nothing is known to bound it. */
  high: number | null;
  /** The model on which the value or a limit rests; absent: both limits hold whatever the variables' law. */
  assumes?: Assumption;
  /** The limits that hold without the model; absent: `low` where a model is assumed, both where none is. */
  certified?: CertifiedEnds;
  unit: Unit;
  /** `decoder`: the network's own head. */
  estimator: EstimatorName | 'exact' | 'decoder';
  bound: BoundDirection;
  samples: number;
  /** How many input sequences p(h) was summed over, where they are others than the `samples`. */
  histories?: number;
  /** The variables that the estimate is computed from, where a choice makes it finite. */
  of?: ComputedFrom;
  /**
   * The entry of `analysis.alsoWith` that requested it, or the name of a further bound on a rate. Absent: the main
   * estimate, which charts show.
   */
  beside?: EstimatorName;
  /** Estimated on the sequences that the network was trained on; absent: on held-out ones, which charts show. */
  set?: 'training';
  /** Why `auto` chose the estimator, one sentence each. */
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
