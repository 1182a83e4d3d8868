import type { AnalysisInput } from '../run/analysisInput';
import type { RunConditions } from '../run/runConditions';
import { type SweepPoint } from './sweepPoint';

/** One chain of a sweep, for a process that has nothing but the config. */
export interface ChainRequest {
  readonly input: AnalysisInput;
  readonly betas: readonly number[];
  readonly conditions: RunConditions;
}

/** Runs chains somewhere else (other processes, other machines); points come in any order, each once. */
export type RunChains = (
  requests: readonly ChainRequest[],
  onPoint: (point: SweepPoint, reused: boolean) => void,
  signal: AbortSignal,
) => Promise<void>;
