import type { Assumption, CertifiedEnds } from '../types/assumption';
import type { BoundDirection } from '../types/bound';

/** The kinds of two variables: both discrete, one of them, or neither. */
export type PairKind = 'discrete' | 'mixed' | 'continuous';

/** The method of an estimator; estimators of one family share their code. */
export type EstimatorFamily =
  | 'auto'
  | 'counts'
  | 'bins'
  | 'kernelSums'
  | 'neighbors'
  | 'copula'
  | 'gaussian'
  | 'mixture'
  | 'decoder'
  | 'critic'
  | 'knownConditional'
  | 'columnPairs';

/** Options that a user may set for an estimator, named as the flags of the command line. */
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

/** The ends of an estimator's intervals that are certified, and the model of what is not. */
export interface EntryGrounds {
  readonly certified: CertifiedEnds;
  /** Absent: an end that is not certified says nothing (`low` is 0, `high` infinite). */
  readonly assumes?: Assumption;
}

/** The description of an estimator, without its code. */
export interface EstimatorEntry extends EntryGrounds {
  readonly name: string;
  readonly family: EstimatorFamily;
  /** The kinds of pairs that it is for, the best suited first. */
  readonly pairs: readonly PairKind[];
  /**
   * Pairs that it is not for. 'own': it throws an error or uses a related estimator. 'auto': a run over pairs of
   * several kinds uses `auto` for them.
   */
  readonly otherPairs: 'own' | 'auto';
  /** The bound for the first kind of pairs. */
  readonly bound: BoundDirection;
  readonly options: readonly EstimatorOption[];
  /**
   * When it is compared with shuffled pairings. 'eachPair': by default, because a table is cheap to shuffle.
   * 'sharedByShape': by default, once for all pairs of the same kinds, columns and alphabets. 'onRequest': only where
   * the caller asks for it. 'never': it reads zero of shuffled pairs, or subtracts its own null.
   */
  readonly shuffledNull: 'eachPair' | 'sharedByShape' | 'onRequest' | 'never';
  /** The property of continuous values that it depends on: heavy tails harm scales, ties harm ranks. */
  readonly reads: 'scales' | 'ranks' | 'neither';
  /** Its form for H(X): of counts, of bins, or differential. */
  readonly entropy?: 'counts' | 'bins' | 'neighbors' | 'gaussian';
  /** Whether it has a form for I(X;Y|Z). */
  readonly conditional?: true;
  /** How samples that come in chunks are handled: exactly, or averaged over long or short batches of rows. */
  readonly stream: 'counts' | 'covariance' | 'longBatches' | 'shortBatches';
  /** Time for a pair of a few columns and 1000 samples: milliseconds, up to a second, or more. */
  readonly cost: 'low' | 'medium' | 'high';
  /** Whether it trains parameters, so that part of the samples is held out. */
  readonly trained: boolean;
  /** Further input that it needs: p(y|x), or the variance of a noise. */
  readonly needs?: 'density' | 'noise';
  /** A line for the README's table. */
  readonly about: string;
  readonly source: string;
}
