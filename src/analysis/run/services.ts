import type { RunEstimationJob } from '../../information/job/job';
import type { RecurrentKernel } from '../../models/kernels/recurrentKernel';
import type { RunNetworks } from '../networks/networksStage';
import type { StageCache } from '../cache/cache';
import type { RunChains } from '../sweep/sweepStage';

/** What an analysis needs from the process it runs in. */
export interface AnalysisServices {
  /**
   * Makes a TensorFlow backend current; called at most once a run, and not at all where nothing has to be computed on
   * it.
   */
  startBackend(): Promise<RunningBackend>;
  /** Estimates, wherever there are free cores. */
  readonly runJob: RunEstimationJob;
  readonly cache: StageCache;
  /** Runs a sweep's chains in other processes; absent: here, one after the other. */
  readonly runChains?: RunChains;
  /** Trains and estimates the networks beside the model in other processes; absent: here, one after the other. */
  readonly runNetworks?: RunNetworks;
}

export interface RunningBackend {
  readonly backend: 'tensorflow' | 'wasm' | 'cpu';
  /** The version of the library behind it. */
  readonly version: string;
  readonly kernel: RecurrentKernel;
  /** Why it is not the one asked for. */
  readonly note?: string;
}
