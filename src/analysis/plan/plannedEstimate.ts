import type { EstimatorName } from '../../information/types/estimate';
import type { ComputedFrom } from '../../result/computedFrom';
import type { Quantity } from '../../result/result';

/** An estimate before its value is known. */
export interface PlannedEstimate {
  readonly quantity: Quantity;
  readonly source: string;
  readonly target: string;
  readonly time?: number;
  readonly lag?: number;
  /** Lags are counted from the first step on, and not back from `time`. */
  readonly from?: 'start';
  readonly ahead?: number;
  /** The choice that makes the quantity finite. */
  readonly of?: ComputedFrom;
  /** The entry of `analysis.alsoWith` that requests it. */
  readonly beside?: EstimatorName;
  /** On the sequences that the network was trained on. */
  readonly set?: 'training';
}
