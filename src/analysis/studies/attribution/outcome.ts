import type { RemovedBy } from '../../../result/studies';
import type { NoiseBy } from './mask';
import type { Removed } from './removal';

/** Where the information is that the answers of a trained network rest on. Nats. */
export interface AttributionOutcome {
  readonly attributed: {
    readonly by: NoiseBy;
    readonly sequences: number;
    /** The mean over sequences of the divergence of noisy inputs from their marginal. */
    readonly nats: number;
    /** The share of answers that the noise leaves as they are. */
    readonly kept: number;
    /** The divergence of noise that is the same everywhere and leaves as many. */
    readonly even?: number;
    /** Of the network, without noise and with it. */
    readonly accuracy: number;
    readonly accuracyKept: number;
    /** The mean over sequences, [steps][columns]. */
    readonly map: number[][];
    readonly removals: readonly { readonly by: RemovedBy; readonly curve: readonly Removed[] }[];
    readonly maps?: readonly {
      readonly sequence: number;
      readonly target: number;
      readonly predicted: number;
      readonly map: number[][];
    }[];
  };
}

export const isAttributionOutcome = (kept: object): kept is AttributionOutcome => 'attributed' in kept;
