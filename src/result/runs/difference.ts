import type { Interval } from '../interval';

/** Whether two 95 % intervals do not meet: `ifModelsHold` where an end that keeps them apart rests on a model. */
export type Difference = 'certainly' | 'ifModelsHold';

/**
 * Whether two numbers of independent runs differ beyond chance: their 95 % intervals do not meet. Runs that hold the
 * same differ so in fewer than 5 of 100 comparisons (Schenker and Gentleman 2001: the rule is conservative).
 */
export function difference(a: Interval | undefined, b: Interval | undefined): Difference | undefined {
  return a && b && (isAbove(a, b) ?? isAbove(b, a));
}

function isAbove(upper: Interval, lower: Interval): Difference | undefined {
  if (upper.lowEnd === 'endless' || lower.highEnd === 'endless' || upper.low <= lower.high) return undefined;
  return upper.lowEnd === undefined && lower.highEnd === undefined ? 'certainly' : 'ifModelsHold';
}
