import type { Sentence } from '../../base/sentence';

/** A mistake in the layers of a network: the layer, the key, and the correction. */
export interface LayerProblem {
  /** Index of the layer. */
  readonly index: number;
  /** The keys from the layer to the mistake; empty if the layer as a whole is wrong. */
  readonly keys: readonly (string | number)[];
  readonly sentence: Sentence;
  /** A correct value, where one is known. */
  readonly right?: string | number;
  /** A layer to put after this one, as JSON. */
  readonly next?: string;
}
