/** A block of held-out rows [from, to); the rest is for training. */
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

/** Held-out log likelihoods of one model at several stages of its training: a row of N for every stage. */
export type Stages = readonly Float64Array[];

/**
 * For each fold, the candidate stage that does best on the samples outside it (the fold's own samples have no say),
 * read off on the fold: honest held-out log likelihoods, a sample each.
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
