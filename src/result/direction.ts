import { isHighCertified, isLowCertified, type Grounds } from '../information/types/assumption';
import type { Estimate } from './estimate';
import { isBounded } from './limits';

/** The side of a printed number on which the truth may lie far away: above 'atLeast', below 'atMost', neither. */
export type Direction = 'atLeast' | 'atMost' | 'none';

/** Quantities whose name says that they are upper limits. */
const limits: ReadonlySet<string> = new Set(['rate', 'stateCapacity']);

export const isLimit = ({ quantity }: Pick<Estimate, 'quantity'>): boolean => limits.has(quantity);

/** The numbers of an estimate, in any unit, and what they rest on. */
export type Directed = Pick<Estimate, 'quantity' | 'value' | 'low' | 'high' | 'bound'> & Grounds;

/**
 * The word that an estimate's value needs before it. A lower bound needs "at least", and so does a value that nothing,
 * or a model alone, bounds from above; an upper bound needs "at most". A bound whose other end is certain and prints as
 * its value is as good as the amount itself, and needs none. A value of which a model gives both ends needs none
 * either: it is what the model reads.
 * @param print how the value is printed
 */
export function directionOf(estimate: Directed, print: (value: number) => string): Direction {
  const { value, low, high, bound } = estimate;
  if (isLimit(estimate)) return 'none';
  if (bound === 'upper') return isLowCertified(estimate) && print(low) === print(value) ? 'none' : 'atMost';
  const isClosed = isBounded(estimate) && isHighCertified(estimate);
  if (bound === 'lower') return isClosed && print(high ?? Infinity) === print(value) ? 'none' : 'atLeast';
  return !isBounded(estimate) || (isLowCertified(estimate) && !isClosed) ? 'atLeast' : 'none';
}
