import { type ResultDelta } from '../../result/delta';
import type { AnalysisInput } from '../run/analysisInput';
import type { RunConditions } from '../run/runConditions';

/** One network of `model.networks`, for a process that has only the config. */
export interface NetworkRequest {
  readonly input: AnalysisInput;
  readonly name: string;
  readonly conditions: RunConditions;
}

/** Messages from another network while it runs. */
export interface NetworkListener {
  delta(name: string, delta: ResultDelta): void;
  /** Share of the network's work that is done, 0 ... 1. */
  share(name: string, share: number): void;
}

/** Runs networks in other processes, several at once. */
export type RunNetworks = (
  requests: readonly NetworkRequest[],
  listener: NetworkListener,
  signal: AbortSignal,
) => Promise<void>;
