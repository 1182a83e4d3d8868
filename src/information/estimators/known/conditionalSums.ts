/** Sums of p(z_i | x_j) over j as logarithms, one per sample; nats, up to a constant common to all. */
export interface ConditionalSums {
  /** ln p(z_i | x_i) */
  readonly own: Float64Array;
  /** ln (1/N) sum over all j of p(z_i | x_j) */
  readonly mixture: Float64Array;
  /** ln (1/(N-1)) sum over j != i */
  readonly leaveOneOut: Float64Array;
}

export function emptySums(samples: number): ConditionalSums {
  return { own: new Float64Array(samples), mixture: new Float64Array(samples), leaveOneOut: new Float64Array(samples) };
}

/**
 * Enters sample i: its own log density, the largest of the others, and the sum of the others' densities relative to
 * that.
 */
export function enterSums(
  { own, mixture, leaveOneOut }: ConditionalSums,
  i: number,
  ownLog: number,
  best: number,
  others: number,
): void {
  const samples = own.length;
  own[i] = ownLog;
  leaveOneOut[i] = best + Math.log(others / (samples - 1));
  const top = Math.max(best, ownLog);
  mixture[i] = top + Math.log((Math.exp(ownLog - top) + others * Math.exp(best - top)) / samples);
}
