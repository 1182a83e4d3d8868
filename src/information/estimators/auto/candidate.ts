import type { Measurement } from '../../types/measurement';
import type { InformationReason } from '../../types/reasons';

export interface Candidate {
  readonly measured: Measurement;
  /** Why it was chosen, where it is. */
  readonly reason: InformationReason;
}
