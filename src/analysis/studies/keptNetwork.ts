import type { NamedWeights } from '../../models/model';

/** A smaller network of a study with its weights, of the first repetition. */
export interface KeptNetwork {
  readonly size: number;
  readonly weights: NamedWeights;
}
