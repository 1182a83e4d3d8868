import type { PreparedVariable } from '../job/preparedVariable';
import type { EstimatorName, EstimatorOptions } from '../types/estimate';
import type { Measurement } from '../types/measurement';
import type { KnownMixtures } from './known/mixtures/knownMixtures';
import type { NeighborWorkspace } from './neighbors';
import type { Probe } from './probe/probe';

/** Data that the pairs of a job share, besides the data of each variable. */
export interface Shared {
  readonly mixtures: KnownMixtures;
  neighbors(): NeighborWorkspace;
  probe(state: PreparedVariable, options: EstimatorOptions): Probe;
  /** The variable's index in the neighbour workspace. */
  indexOf(variable: PreparedVariable): number;
}

export type NamedEstimator = Exclude<EstimatorName, 'auto'>;

/**
 * I(X;Y) in nats by one of the named estimators. For variables of other kinds a related estimator is used, with a
 * warning.
 * @throws UserError where no sensible number can be given @throws CancelledError
 */
export type Measure<Name extends NamedEstimator> = (
  x: PreparedVariable,
  y: PreparedVariable,
  options: EstimatorOptions & { readonly estimator: Name },
  shared: Shared,
  signal?: AbortSignal,
) => Promise<Measurement>;
