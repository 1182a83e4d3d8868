import type { EstimatorName } from '../estimators/table';
import type { Grounds } from './assumption';
import type { BoundDirection } from './bound';
import type { InformationReason } from './reasons';
import type { InformationWarning } from './warnings';

export { estimatorNames, type EstimatorName } from '../estimators/table';
export type { BoundDirection } from './bound';

/** One estimate of an information quantity, in nats. */
export interface InformationEstimate extends Grounds {
  readonly nats: number;
  /**
   * 97.5 % limits, in nats: `low` of a quantity that is at most the information, `high` of one that is at least the
   * information. `high` is infinite where nothing is known to bound it.
   */
  readonly low: number;
  readonly high: number;
  /** The estimator that was used (never 'auto'). */
  readonly estimator: EstimatorName;
  readonly bound: BoundDirection;
  /** The number of samples that entered. */
  readonly samples: number;
  /** How many inputs densities were averaged over, where they are others than the samples. */
  readonly histories?: number;
  /** Why `auto` chose this estimator, one entry per sentence; absent where the caller named it. */
  readonly reason?: readonly InformationReason[];
  readonly warnings: readonly InformationWarning[];
}

/** Options of the estimators; each reads those that concern it. */
export interface EstimatorOptions {
  readonly estimator: EstimatorName;
  readonly seed: number;
  /** k of the neighbour estimators; default 3. */
  readonly neighbors?: number;
  /**
   * Norm over a variable's columns of the neighbour estimators; between variables the larger distance counts (Kraskov
   * 2004). Default 'max'.
   */
  readonly metric?: 'max' | 'euclidean';
  /** Cells per dimension of `binning`; default by the number of samples. */
  readonly bins?: number;
  readonly binning?: 'equalWidth' | 'equalCount' | 'adaptive';
  /** Variance of the declared Gaussian noise, for the KDE bounds and noisy states. */
  readonly noiseVariance?: number;
  /** The number of symbols that there can be, where it is known: an upper limit of an entropy. */
  readonly symbols?: number;
  /** Shuffles of the null distribution; 0 leaves the null out. */
  readonly shuffles?: number;
  /**
   * How far `auto` looks into a continuous pair: 'thorough' fits a Student copula and searches maps of each side
   * (seconds per pair), 'quick' decides by kinds and columns (milliseconds). Default: thorough for a single pair, quick
   * in a job.
   */
  readonly effort?: 'quick' | 'thorough';
  /** Settings of the probe. */
  readonly probe?: {
    /** Folds of the cross-fitting; default 5. */
    readonly folds?: number;
    /**
     * The decoder of a discrete target: a linear read-out, a small perceptron, or whichever is better on held-out
     * samples (the default).
     */
    readonly decoder?: 'best' | 'linear' | 'perceptron';
  };
  /** Training settings of the neural estimators; all have defaults. */
  readonly neural?: {
    /** Widths of the critic's hidden layers. */
    readonly hidden?: readonly number[];
    readonly batchSize?: number;
    /** The largest number of steps; early stopping on the validation samples may end the training before. */
    readonly steps?: number;
    readonly learningRate?: number;
    /** Separable: f(x) . g(y); joint: one network over every pair. */
    readonly critic?: 'separable' | 'joint';
    /** SMILE clips the critic to plus and minus this in the partition function; default 5. */
    readonly clip?: number;
  };
}
