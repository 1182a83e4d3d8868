import type { NatsEstimate } from './natsEstimate';

/** The number that another way of measuring gave. */
export type NewNumber = Pick<
  NatsEstimate,
  'value' | 'low' | 'high' | 'bound' | 'estimator' | 'samples' | 'histories' | 'reason'
>;

/** An estimate of the same thing with another number, and without what the number before rested on. */
export const inPlaceOf = (
  { assumes, certified, warnings, reason, histories, ...about }: NatsEstimate,
  number: NewNumber,
): NatsEstimate => ({ ...about, ...number });
