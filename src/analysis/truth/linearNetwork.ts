import type { AnalysisConfig } from '../../config/schema/config';
import type { Dataset, ExactValue } from '../../data/dataset';
import type { NamedWeights } from '../../models/model';

/** A quantity of one layer of a linear-Gaussian network, exact, in nats. */
export type TruthLine = ExactValue;

/** Filled in when the exact theory of linear recurrent networks is at hand. */
export function linearTruth(_config: AnalysisConfig, _dataset: Dataset, _weights: NamedWeights): TruthLine[] {
  return [];
}
