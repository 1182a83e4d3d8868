/** A block of held-out rows [from, to); the other rows are for training. */
export interface Fold {
  readonly from: number;
  readonly to: number;
}

export function foldsOf(samples: number, count: number): Fold[] {
  const folds = Math.max(2, Math.min(count, samples));
  return Array.from({ length: folds }, (_, i) => ({
    from: Math.floor((i * samples) / folds),
    to: Math.floor(((i + 1) * samples) / folds),
  }));
}

/** Held-out log likelihoods of one model at several stages of its training: one row of N values per stage. */
export type Stages = readonly Float64Array[];

/**
 * For each fold, takes the stage that is best on the samples outside the fold, and returns its log likelihoods on the
 * fold. The choice does not use the fold's own samples, so these are unbiased held-out log likelihoods, one per sample.
 */
export function chooseOutside(candidates: Stages, folds: readonly Fold[]): Float64Array {
  const samples = folds[folds.length - 1].to;
  const chosen = new Float64Array(samples);
  const sums = candidates.map((stage) =>
    folds.map(({ from, to }) => {
      let sum = 0;
      for (let i = from; i < to; i++) sum += stage[i];
      return sum;
    }),
  );
  folds.forEach(({ from, to }, fold) => {
    let best = 0;
    let most = -Infinity;
    sums.forEach((ofFolds, stage) => {
      const outside = ofFolds.reduce((total, sum, other) => (other === fold ? total : total + sum), 0);
      if (outside > most) {
        most = outside;
        best = stage;
      }
    });
    chosen.set(candidates[best].subarray(from, to), from);
  });
  return chosen;
}
