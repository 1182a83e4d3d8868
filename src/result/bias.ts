import type { Estimate } from './estimate';

/**
 * The mean of an estimate over disjoint parts of its sequences; `parts` is 1 for all of them. No further histories
 * enter, so that the number of sequences alone differs between the points of one estimate.
 */
export interface BiasPoint extends Pick<
  Estimate,
  'quantity' | 'source' | 'target' | 'time' | 'epoch' | 'beside' | 'estimator' | 'unit'
> {
  /** Sequences of each part. */
  samples: number;
  parts: number;
  value: number;
}

/** The points of one estimate, the fewest sequences first. */
export function biasCurves(points: readonly BiasPoint[] | undefined): BiasPoint[][] {
  const curves = new Map<string, BiasPoint[]>();
  for (const point of points ?? []) {
    const { quantity, source, target, time, epoch, beside } = point;
    const key = [quantity, source, target, time, epoch, beside].join('|');
    curves.set(key, [...(curves.get(key) ?? []), point]);
  }
  return [...curves.values()].map((curve) => curve.sort((a, b) => a.samples - b.samples));
}

/**
 * What is left of the bias with all sequences, if it falls as 1/N: then I_N - I = I_{N/2} - I_N (Strong et al. 1998
 * extrapolate in the same way). Undefined without halves.
 */
export function biasLeft(
  curve: readonly BiasPoint[],
): { readonly half: BiasPoint; readonly whole: BiasPoint } | undefined {
  const [half, whole] = [2, 1].map((count) => curve.find(({ parts }) => parts === count));
  return half && whole && { half, whole };
}
