import type { Sentence } from '../../../base/sentence';
import type { AnalysisConfig } from '../../../config/schema/config';
import type { Dataset } from '../../../data/dataset';
import type { RunEstimationJob } from '../../../information/job/job';
import type { LayerActivations } from '../../../models/activations';
import type { NamedWeights } from '../../../models/model';
import type { Measured } from '../../../result/measured';
import type { NetworkRuns } from '../histories/networkRuns';

/** What a measure is made of: the last snapshot of one network. */
export interface AskedContext {
  readonly config: AnalysisConfig;
  readonly dataset: Dataset;
  /** Every layer, with its states of the last step. */
  readonly states: readonly LayerActivations[];
  /** Held-out sequences that are looked at, the first ones. */
  readonly samples: number;
  readonly epoch: number;
  /** Empty where the network is not here. */
  readonly weights: NamedWeights;
  readonly runs?: NetworkRuns;
  readonly runJob: RunEstimationJob;
}

/** What a measure found; amounts of information in nats. */
export interface AskedFound {
  readonly measured: readonly Measured[];
  /** What could not be measured, and why. */
  readonly notes: readonly Sentence[];
}
