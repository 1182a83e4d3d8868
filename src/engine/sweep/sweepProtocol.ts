import type { ResultDelta } from '../../result/delta';
import type { NetworkRequest } from '../../analysis/networks/networkRequest';
import type { SweepPoint } from '../../analysis/sweep/sweepPoint';
import type { ChainRequest } from '../../analysis/sweep/chainRequest';
import type { StudyReport } from '../../analysis/studies/study';
import type { StudyRequest } from '../../analysis/studies/studyRequest';
import type { BackendChoice, EngineFailure } from '../process/protocol';

interface Conditions {
  readonly backend: BackendChoice;
  readonly cacheFolder?: string;
}

/**
 * Calls to a process that trains next to the engine: one chain of a sweep at a time, one network, or one job of
 * a study.
 */
export type SweepCall =
  | (Conditions & { readonly type: 'chain'; readonly request: ChainRequest })
  | (Conditions & { readonly type: 'network'; readonly request: NetworkRequest })
  | (Conditions & { readonly type: 'study'; readonly request: StudyRequest });

/** Events from that process; `done` and `failed` end the call. */
export type SweepEvent =
  | { readonly type: 'point'; readonly point: SweepPoint; readonly reused: boolean }
  | { readonly type: 'trial'; readonly report: StudyReport; readonly reused: boolean }
  | { readonly type: 'delta'; readonly delta: ResultDelta }
  | { readonly type: 'share'; readonly share: number }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly failure: EngineFailure };
