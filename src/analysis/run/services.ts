import { type RunningBackend } from './runningBackend';
import type { Cores } from '../../base/cores';
import type { RunEndingsJob } from '../../information/estimators/known/beginnings/endingsJob';
import type { RunEstimationJob } from '../../information/job/job';
import type { RunNetworks } from '../networks/networkRequest';
import type { StageCache } from '../cache/stageCache';
import type { KeptBytes } from '../cache/keptBytes';
import type { KeptNetwork } from '../studies/keptNetwork';
import type { RunStudies } from '../studies/studyRequest';
import type { RunChains } from '../sweep/chainRequest';

/** What a run has to do: train and run networks, or read states that others recorded. */
export type BackendWork = 'networks' | 'recordings';

/** What an analysis needs from the process it runs in. */
export interface AnalysisServices {
  /**
   * Activates a TensorFlow backend. It is called at most once per run, and not at all where nothing has to be computed
   * on it. States that are read from files leave nothing for native code to do, which would only take memory.
   */
  startBackend(work?: BackendWork): Promise<RunningBackend>;
  /** Runs estimates on free cores. */
  readonly runJob: RunEstimationJob;
  /** Sums over parts of a tree of histories on free cores; absent: here, one after the other. */
  readonly sumEndings?: RunEndingsJob;
  /** The cores that these run on, which training holds before them; absent: they are not shared out. */
  readonly cores?: Cores;
  readonly cache: StageCache;
  /** Keeps the states of the last epoch, to be looked at; absent: they are not kept. */
  readonly keptStates?: KeptBytes;
  /** Runs a sweep's chains in other processes; absent: here, one after the other. */
  readonly runChains?: RunChains;
  /** Trains and estimates the further networks in other processes; absent: here, one after the other. */
  readonly runNetworks?: RunNetworks;
  /** Runs the jobs of studies in other processes; absent: here, one after the other. */
  readonly runStudies?: RunStudies;
  /** Takes the compressed networks, to write one of them to a file. */
  readonly keepNetwork?: (network: KeptNetwork) => void;
}
