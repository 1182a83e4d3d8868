import type { BoundDirection } from '../types/bound';

/** What two variables are to each other: both discrete, one of them, or none. */
export type PairKind = 'discrete' | 'mixed' | 'continuous';

/** What a pair's estimate is computed from; estimators of one family share their code. */
export type EstimatorFamily =
  | 'auto'
  | 'counts'
  | 'bins'
  | 'kernelSums'
  | 'neighbors'
  | 'copula'
  | 'gaussian'
  | 'decoder'
  | 'critic'
  | 'knownConditional'
  | 'columnPairs';

/** What a person may set for an estimator, by the names of the command line's flags. */
export type EstimatorOption =
  | 'neighbors'
  | 'metric'
  | 'bins'
  | 'binning'
  | 'noise'
  | 'means'
  | 'folds'
  | 'decoder'
  | 'critic'
  | 'hidden'
  | 'batch'
  | 'steps'
  | 'learningRate'
  | 'clip';

/** All that the rest of the project needs to know of an estimator without its code. */
export interface EstimatorEntry {
  readonly name: string;
  readonly family: EstimatorFamily;
  /** The pairs that it is for, those first that it is most for. */
  readonly pairs: readonly PairKind[];
  /**
   * Pairs that it is not for: 'own': it says so, or hands over to a relative. 'auto': a run of pairs of several kinds
   * leaves them to auto.
   */
  readonly otherPairs: 'own' | 'auto';
  /** Of a pair of the first kind that it is for. */
  readonly bound: BoundDirection;
  readonly options: readonly EstimatorOption[];
  /**
   * Shuffled pairings to hold it against. 'eachPair': by default, a table is cheap to shuffle. 'sharedByShape': by
   * default once for all pairs of the same kinds, columns and alphabets. 'onRequest': where the caller asks for it.
   * 'never': it cannot read more than nothing of them, or takes its own off.
   */
  readonly shuffledNull: 'eachPair' | 'sharedByShape' | 'onRequest' | 'never';
  /** What of continuous values it reads as they are: heavy tails harm scales, ties harm ranks. */
  readonly reads: 'scales' | 'ranks' | 'neither';
  /** Its form for H(X): of counts, of bins, or differential. */
  readonly entropy?: 'counts' | 'bins' | 'neighbors' | 'gaussian';
  /** It has a form for I(X;Y|Z). */
  readonly conditional?: true;
  /** Of samples that come in chunks: kept exactly, or averaged over batches of so many rows. */
  readonly stream: 'counts' | 'covariance' | 'longBatches' | 'shortBatches';
  /** Of a pair of a few columns and 1000 samples: milliseconds, up to a second, or more. */
  readonly cost: 'low' | 'medium' | 'high';
  /** Whether its parameters are trained, so that a part of the samples is held out. */
  readonly trained: boolean;
  /** What it needs beyond two variables: p(y|x), or the variance of a noise. */
  readonly needs?: 'density' | 'noise';
  /** A line for the README's table. */
  readonly about: string;
  readonly source: string;
}
