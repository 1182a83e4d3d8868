import type { Estimate } from './result';

/**
 * Whether charts and sentences go by this estimate: the analysis's own estimator, on held-out sequences; of the
 * targets, Y.
 */
export const isMain = (estimate: Pick<Estimate, 'beside' | 'set' | 'quantity' | 'target'>): boolean =>
  estimate.beside === undefined && estimate.set === undefined && !isFurtherTarget(estimate);

/** Whether it is of what a layer holds about another head's target than Y. */
export const isFurtherTarget = ({ quantity, target }: Pick<Estimate, 'quantity' | 'target'>): boolean =>
  quantity === 'outputInformation' && target !== 'Y';
