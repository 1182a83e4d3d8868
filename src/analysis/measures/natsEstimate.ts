import type { Estimate } from '../../result/result';

/** An estimate before its unit is chosen: value, low and high in nats. `high` is infinite where nothing bounds it. */
export type NatsEstimate = Omit<Estimate, 'unit' | 'high'> & { high: number };
