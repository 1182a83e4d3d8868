import type { BottleneckPoint } from './result';

/** Rate and relevance of the best code at a beta: the point between its neighbours; undefined outside the curve. */
export function bestCodeAt(
  curve: readonly BottleneckPoint[],
  beta: number,
): Pick<BottleneckPoint, 'rate' | 'relevance'> | undefined {
  const after = curve.findIndex((point) => point.beta >= beta);
  if (after < 0) return undefined;
  const [a, b] = [curve[Math.max(0, after - 1)], curve[after]];
  if (a.beta > beta) return undefined;
  const share = b.beta > a.beta ? (beta - a.beta) / (b.beta - a.beta) : 1;
  const between = (from: number, to: number): number => from + share * (to - from);
  return { rate: between(a.rate, b.rate), relevance: between(a.relevance, b.relevance) };
}
