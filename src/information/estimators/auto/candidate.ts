import type { Measurement } from '../../types/measurement';
import type { InformationReason } from '../../types/reasons';

export interface Candidate {
  readonly measured: Measurement;
  /** The reason given if this candidate is chosen. */
  readonly reason: InformationReason;
}
