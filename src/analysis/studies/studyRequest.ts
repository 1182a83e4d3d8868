import type { AnalysisInput } from '../run/analysisInput';
import type { RunConditions } from '../run/runConditions';
import type { StudyJob, StudyReport } from './study';

/** One job of a study, for a process that has only the config. */
export interface StudyRequest {
  readonly input: AnalysisInput;
  readonly job: StudyJob;
  readonly conditions: RunConditions;
}

/** Receives every finished trial, once, in any order. */
export type OnTrial = (report: StudyReport, reused: boolean) => void;

/** Runs the jobs of studies in other processes, several at once. */
export type RunStudies = (requests: readonly StudyRequest[], onTrial: OnTrial, signal: AbortSignal) => Promise<void>;
