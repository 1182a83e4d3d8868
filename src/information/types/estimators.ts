/** The table of estimators, for folders that may import only types. */
export { entryOf, estimatorsWhere, isOfFamily } from '../estimators/lookUp';
export { estimatorNames } from '../estimators/table';
export type { EstimatorName, EstimatorOf } from '../estimators/table';
export type { EstimatorEntry, EstimatorFamily, EstimatorOption, PairKind } from '../estimators/entry';
