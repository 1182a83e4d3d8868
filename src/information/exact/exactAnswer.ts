import type { Sentence } from '../../base/sentence';

/** `gap`, in the unit of the values, is absent where a closed form answers; see `ChannelCapacity` and the points. */
export type ExactAnswer =
  | { capacity: number; input: number[]; gap: number }
  | { capacity: number; powers: number[] }
  | { points: { rate: number; distortion: number; slope: number; gap?: number }[] }
  | { points: { beta: number; rate: number; relevance: number; gap?: number }[] };

export type ExactResult = ExactAnswer & {
  /** Which values are known less closely than to 1e-9 nats; absent where none is. */
  readonly warnings?: readonly Sentence[];
};
