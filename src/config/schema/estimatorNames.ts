import { estimatorNames, isOfFamily, type EstimatorName, type EstimatorOf } from '../../information/types/estimators';

export { estimatorNames };

type StateEstimator = Exclude<EstimatorName, EstimatorOf<'counts'>>;

/** Those that can read a layer's state: not those that count symbols; `binning` puts a state in cells first. */
export const stateEstimators = estimatorNames.filter((name): name is StateEstimator => !isOfFamily(name, 'counts'));
