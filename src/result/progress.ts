import type { ResultDelta } from './delta';
import type { AnalysisResult } from './result';

export type StageName = AnalysisResult['stages'][number]['name'];

/** Progress of a run, for a progress bar. */
export interface Progress {
  /** `sharpening`: the estimates of the last epoch are there, and get closer limits. */
  readonly stage: StageName | 'sharpening';
  /** Done share of the whole run, 0 ... 1. */
  readonly fraction: number;
  /** Estimated seconds to the end; absent while nothing is known. */
  readonly secondsLeft?: number;
  /** 'epoch 12 of 30', untranslated figures only. */
  readonly epoch?: number;
  readonly epochs?: number;
}

/**
 * Messages from a running analysis to its caller; `started` comes first, once, with a document that has no numbers yet.
 */
export interface AnalysisListener {
  started(result: AnalysisResult): void;
  progress(progress: Progress): void;
  delta(delta: ResultDelta): void;
}
