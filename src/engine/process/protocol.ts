import type { Sentence } from '../../base/sentence';
import type { ResultDelta } from '../../result/delta';
import type { Progress } from '../../result/progress';
import type { AnalysisResult } from '../../result/result';
import type { Position } from '../../base/userError';

export type BackendChoice = 'auto' | 'tensorflow' | 'native' | 'wasm' | 'cpu';

export interface AnalyzeRequest {
  /** Path of the config; its files are relative to it. The text may differ from the file on disk. */
  readonly configPath: string;
  readonly configText: string;
  readonly backend: BackendChoice;
  /** Folder of the stage cache; without it, nothing is cached. */
  readonly cacheFolder?: string;
  /** Folders that data files may be read from (the workspace); default: the folder of the config. */
  readonly dataRoots?: readonly string[];
  /** Only a first look at a recording's newest epoch, where it is newer than `after`; its estimates come as a delta. */
  readonly firstLook?: { readonly after?: number };
}

/** Calls from the host to the engine. One analysis runs at a time; a new one cancels the one before. */
export type EngineCall =
  | { readonly type: 'analyze'; readonly run: number; readonly request: AnalyzeRequest }
  | { readonly type: 'cancel'; readonly run: number }
  | { readonly type: 'shutdown' };

/** Events from the engine to the host; every event but `ready` names its run. */
export type EngineEvent =
  | { readonly type: 'ready' }
  /** Sent every second during a run, as a sign that the engine is not stuck. */
  | { readonly type: 'alive'; readonly run: number }
  | { readonly type: 'started'; readonly run: number; readonly result: AnalysisResult }
  | { readonly type: 'progress'; readonly run: number; readonly progress: Progress }
  | { readonly type: 'delta'; readonly run: number; readonly delta: ResultDelta }
  | { readonly type: 'done'; readonly run: number }
  | { readonly type: 'cancelled'; readonly run: number }
  | { readonly type: 'failed'; readonly run: number; readonly failure: EngineFailure };

export interface EngineFailure {
  /** One sentence for the user: what is wrong, where, and what to do. */
  readonly sentence: Sentence;
  /** The sentence in English. */
  readonly message: string;
  /** `input`: the config or a data file is wrong (exit status 2); `work`: the run failed (1). */
  readonly kind: 'input' | 'work';
  readonly file?: string;
  readonly position?: Position;
  /** For the log. */
  readonly stack?: string;
}
