import type { AnalysisServices } from '../../analysis/run/services';
import type { RunNetworks } from '../../analysis/networks/networkRequest';
import type { RunStudies } from '../../analysis/studies/studyRequest';
import type { RunChains } from '../../analysis/sweep/chainRequest';
import { FolderCache } from '../../analysis/cache/cache';
import { noCache } from '../../analysis/cache/stageCache';
import { FolderBytes } from '../../analysis/cache/keptBytes';
import type { RunEndingsJob } from '../../information/estimators/known/beginnings/endingsJob';
import type { RunEstimationJob } from '../../information/job/job';
import type { Cores } from '../../base/cores';
import type { BackendChoice } from './protocol';
import { startBackend } from './startBackend';

/** The services that an analysis needs, built from the parts of this process. */
export function analysisServices(options: {
  readonly backend: BackendChoice;
  readonly cacheFolder?: string | undefined;
  /** Whether the states of the last epoch are kept there, to be looked at. */
  readonly keepsStates?: boolean;
  readonly runJob: RunEstimationJob;
  readonly sumEndings?: RunEndingsJob;
  /** The cores that these run on. */
  readonly cores?: Cores;
  readonly runChains?: RunChains;
  readonly runNetworks?: RunNetworks;
  readonly runStudies?: RunStudies;
}): AnalysisServices {
  return {
    startBackend: (work) => startBackend(options.backend, { native: work !== 'recordings' }),
    runJob: options.runJob,
    ...(options.sumEndings && { sumEndings: options.sumEndings }),
    ...(options.cores && { cores: options.cores }),
    ...(options.runChains && { runChains: options.runChains }),
    ...(options.runNetworks && { runNetworks: options.runNetworks }),
    ...(options.runStudies && { runStudies: options.runStudies }),
    ...(options.keepsStates === true &&
      options.cacheFolder !== undefined && { keptStates: new FolderBytes(options.cacheFolder) }),
    cache: options.cacheFolder === undefined ? noCache : new FolderCache(options.cacheFolder),
  };
}
