import type { SweepPoint } from '../analysis/sweep/runChain';
import type { ChainRequest } from '../analysis/sweep/sweepStage';
import type { BackendChoice, EngineFailure } from './protocol';

/** Calls to a sweep's process: one chain at a time. */
export type SweepCall = { readonly type: 'chain'; readonly request: ChainRequest; readonly backend: BackendChoice; readonly cacheFolder?: string };

/** Events from it; `done` and `failed` end the chain. */
export type SweepEvent =
  | { readonly type: 'point'; readonly point: SweepPoint; readonly reused: boolean }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly failure: EngineFailure };
