import type { Sentence } from '../../base/sentence';

/** A mistake along the layers of a network: which layer, at which of its keys, and what would be right. */
export interface LayerProblem {
  /** Number of the layer. */
  readonly index: number;
  /** The keys from the layer to the mistake; none where it is the layer as a whole. */
  readonly keys: readonly (string | number)[];
  readonly sentence: Sentence;
  /** A value that would be right there, where one is known. */
  readonly right?: string | number;
}
