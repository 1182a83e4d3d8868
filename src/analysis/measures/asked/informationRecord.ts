import type { PairOutcome } from '../../../information/job/job';
import type { InformationEstimate } from '../../../information/types/estimate';

/** With fewer sequences a decoder cannot be trained. */
export const fewestForDecoder = 60;

export const isEstimate = (outcome: PairOutcome): outcome is InformationEstimate => !('error' in outcome);

/** The fields of a record that an estimate of information gives, nats; no end and no value is below zero. */
export const informationRecord = ({ nats, low, high, bound, samples, warnings }: InformationEstimate) => ({
  ...{ value: Math.max(0, nats), low: Math.max(0, low), high, bound, samples },
  unit: 'nats' as const,
  ...(warnings.length > 0 && { warnings: [...warnings] }),
});
