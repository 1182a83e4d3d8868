import type { Estimate } from '../../result/result';

/** An estimate before its unit is chosen: value, low and high in nats. */
export type NatsEstimate = Omit<Estimate, 'unit'>;
