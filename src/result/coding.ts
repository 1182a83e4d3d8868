/**
 * A stream of codes that are integers, with the layer's own density as the coder's tables. Always in bits: streams are
 * made of them.
 */
export interface Coding {
  layer: string;
  epoch: number;
  /** Integers that were coded: held-out sequences x steps x units. */
  symbols: number;
  /** -log2 of what the density gives them. */
  modelBits: number;
  streamBits: number;
  /** streamBits / modelBits - 1. */
  overhead: number;
  /** The decoder gave back the same integers. */
  decoded: boolean;
}
