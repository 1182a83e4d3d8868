import type { EstimatorName } from '../../information/types/estimate';
import type { ComputedFrom } from '../../result/computedFrom';
import type { Quantity } from '../../result/result';

/** What an estimate will be of, before its number is known. */
export interface PlannedEstimate {
  readonly quantity: Quantity;
  readonly source: string;
  readonly target: string;
  readonly time?: number;
  readonly lag?: number;
  readonly ahead?: number;
  /** What makes the quantity finite. */
  readonly of?: ComputedFrom;
  /** The one of `analysis.alsoWith` that asks for it. */
  readonly beside?: EstimatorName;
  /** On the sequences that the network was trained on. */
  readonly set?: 'training';
}
