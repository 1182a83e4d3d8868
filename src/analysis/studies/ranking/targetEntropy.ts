import type { Variable } from '../../../information/types/variable';

/**
 * The most that anything can tell about a target in its samples, nats: the entropy of the shares of its classes (Cover
 * and Thomas 2006, equation 2.40); infinite for numbers.
 */
export function targetEntropy({ kind, values, samples }: Variable): number {
  if (kind !== 'discrete') return Infinity;
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return -[...counts.values()].reduce((sum, count) => sum + (count / samples) * Math.log(count / samples), 0);
}
