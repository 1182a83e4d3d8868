import type { Difference, Interval } from './chartData';

/** Two independent runs that hold the same differ so in fewer than 5 of 100 cases (Schenker and Gentleman 2001). */
export function difference(a: Interval | undefined, b: Interval | undefined): Difference | undefined {
  return a && b && (isAbove(a, b) ?? isAbove(b, a));
}

function isAbove(upper: Interval, lower: Interval): Difference | undefined {
  if (upper.lowEnd === 'endless' || lower.highEnd === 'endless' || upper.low <= lower.high) return undefined;
  return upper.lowEnd === undefined && lower.highEnd === undefined ? 'certainly' : 'ifModelsHold';
}
