import type { InformationWarning } from '../../information/types/warnings';
import type { Reason } from '../../result/reasonTexts';
import type { Estimate } from '../../result/result';

/** An estimate before its unit is chosen: value, low and high in nats. */
export interface NatsEstimate extends Omit<Estimate, 'unit' | 'reason' | 'warnings'> {
  reason?: readonly Reason[];
  warnings?: readonly InformationWarning[];
}
