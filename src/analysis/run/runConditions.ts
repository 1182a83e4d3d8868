import type { RunningBackend } from './runningBackend';

/** Everything besides the config that the numbers depend on. A process elsewhere must find the same, or refuse. */
export interface RunConditions {
  readonly backend: RunningBackend['backend'];
  /** Hash of the dataset, by the content of its files. */
  readonly datasetKey: string;
  /** Hash of the file of weights that training starts from. */
  readonly weightsHash?: string | undefined;
}
