import type { RunningBackend } from './runningBackend';

/** What the numbers depend on beside the config. A process elsewhere has to find the same, or refuse. */
export interface RunConditions {
  readonly backend: RunningBackend['backend'];
  /** Names the dataset by the content of its files. */
  readonly datasetKey: string;
  /** Of the file of weights that training starts from. */
  readonly weightsHash?: string | undefined;
}
