import type { Estimate } from './estimate';

/** The upper limit as a number: infinite where nothing is known to bound the estimate. */
export const upperEnd = ({ high }: Pick<Estimate, 'high'>): number => high ?? Infinity;
