import { estimatorNames, isOfFamily, type EstimatorName, type EstimatorOf } from '../../information/types/estimators';

export { estimatorNames };

type StateEstimator = Exclude<EstimatorName, EstimatorOf<'counts'>>;

/**
 * Estimators that can read a layer's state: all but those that count symbols. `binning` discretises the state first.
 */
export const stateEstimators = estimatorNames.filter((name): name is StateEstimator => !isOfFamily(name, 'counts'));
