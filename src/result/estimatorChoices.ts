import { estimatorNames, type EstimatorName } from '../information/types/estimate';

/** Every estimator that a config may name, in the order of the page's menu. */
export const estimatorChoices: readonly EstimatorName[] = estimatorNames;
