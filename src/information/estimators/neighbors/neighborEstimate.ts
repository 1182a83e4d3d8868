import type { EstimatorOptions } from '../../types/estimate';
import type { InformationWarning } from '../../types/warnings';

/** An estimate of the neighbour family, in nats. */
export interface NeighborEstimate {
  readonly nats: number;
  readonly warnings: readonly InformationWarning[];
  /** The contribution of each sample: their mean is `nats`. Ross leaves out samples that are alone in their class. */
  readonly local?: Float64Array;
}

/** The estimator and its options; other options are ignored. */
export type NeighborOptions = Partial<EstimatorOptions> & Pick<EstimatorOptions, 'estimator'>;

/** The estimate whose value is the mean of the samples' contributions `local`, in nats. */
export function meanEstimate(local: Float64Array, warnings: readonly InformationWarning[]): NeighborEstimate {
  let sum = 0;
  for (let i = 0; i < local.length; i++) sum += local[i];
  return { nats: sum / local.length, warnings, local };
}
