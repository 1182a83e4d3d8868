import type { AnalysisConfig } from '../../../config/schema/config';
import type { SequenceSet } from '../../../data/dataset';
import type { Wanted } from '../../../information/estimators/known/freshMixture';
import type { RunEndingsJob } from '../../../information/estimators/known/beginnings/endingsJob';
import type { NoisyRows } from '../../../information/estimators/known/noisyRows';
import type { LayerActivations } from '../../../models/activations';
import type { NamedWeights } from '../../../models/model';
import type { NatsEstimate } from '../natsEstimate';
import type { NetworkRuns } from './networkRuns';

/** One snapshot with its ordinary estimates, and the means to run its network on further sequences. */
export interface SharpenedSnapshot {
  readonly config: AnalysisConfig;
  readonly estimates: readonly NatsEstimate[];
  readonly states: readonly LayerActivations[];
  /** The analysed sequences. */
  readonly set: SequenceSet;
  /** How many weights the network has. */
  readonly weights: number;
  /** Its weights; absent where it is only run over whole sequences. */
  readonly arrays?: NamedWeights;
  readonly runs: NetworkRuns;
  /** Sums over parts of a tree of histories on free cores; absent: here, one after the other. */
  readonly sumEndings?: RunEndingsJob;
}

/** A state of the analysed sequences. */
export interface SharpenedState {
  readonly layer: string;
  readonly time: number;
  readonly rows: NoisyRows;
}

/** A symbol of every sequence: of the input, or of a head's target. */
export interface Labelling {
  readonly target: string;
  readonly step: number;
}

/** Estimates to make again, with what they are about; `wanted` names states and labellings by their places. */
export interface Sharpening {
  readonly estimates: readonly NatsEstimate[];
  readonly wanted: readonly Wanted[];
  readonly states: readonly SharpenedState[];
  readonly labellings: readonly Labelling[];
}
