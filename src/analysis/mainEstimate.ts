import type { Estimate } from './result';

/** Whether charts and sentences go by this estimate: the analysis's own estimator, on held-out sequences. */
export const isMain = ({ beside, set }: Pick<Estimate, 'beside' | 'set'>): boolean => beside === undefined && set === undefined;
