import type { Random } from '../../../src/base/random';
import type { Variable } from '../../../src/information/types/variable';

/** A distribution whose mutual information is known, and a seeded sampler of it. */
export interface AccuracyTask {
  /** Published tasks have their published names. */
  readonly name: string;
  readonly group: 'czyz' | 'discrete' | 'mixed' | 'recurrent';
  /** The true I(X;Y), in nats. */
  readonly nats: number;
  /** The task is a monotone map of a Gaussian in every coordinate: its copula is Gaussian. */
  readonly gaussianCopula: boolean;
  /** `samples` independent draws; the same seed gives the same bytes. */
  sample(samples: number, seed: number): { x: Variable; y: Variable };
}

/** Writes one draw of (X, Y) into the two rows. */
export type DrawPair = (random: Random, x: Float64Array, y: Float64Array) => void;
