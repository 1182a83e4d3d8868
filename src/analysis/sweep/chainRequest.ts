import type { AnalysisInput } from '../run/analysisInput';
import type { RunConditions } from '../run/runConditions';
import { type SweepPoint } from './sweepPoint';

/** One chain of a sweep, for a process that has only the config. */
export interface ChainRequest {
  readonly input: AnalysisInput;
  readonly betas: readonly number[];
  readonly conditions: RunConditions;
}

/** Runs chains elsewhere (other processes, other machines). Points arrive in any order, each once. */
export type RunChains = (
  requests: readonly ChainRequest[],
  onPoint: (point: SweepPoint, reused: boolean) => void,
  signal: AbortSignal,
) => Promise<void>;
