/**
 * A stream of integer codes, with the layer's own density as the coder's tables. Always in bits, whatever the config's
 * unit.
 */
export interface Coding {
  layer: string;
  epoch: number;
  /** Number of coded integers: held-out sequences x steps x units. */
  symbols: number;
  /** The sum of -log2 p over all symbols by that density. */
  modelBits: number;
  streamBits: number;
  /** streamBits / modelBits - 1. */
  overhead: number;
  /** Whether the decoder returned the same integers. */
  decoded: boolean;
}
