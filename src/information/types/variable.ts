/**
 * N samples of one random variable, row-major [samples, dimensions].
 * Discrete variables hold symbol numbers (integers of any sign); continuous ones real numbers.
 */
export interface Variable {
  readonly name: string;
  readonly kind: 'discrete' | 'continuous';
  readonly values: Float64Array;
  readonly samples: number;
  readonly dimensions: number;
  /** The known conditional density p(this | source), where a stochastic layer or declared noise gives it. */
  readonly conditional?: GaussianConditional;
  /**
   * The name of the variable given which this one does not depend on the noise of any other variable of the job: 'X' of
   * a symbol of the input, of a target, and of the future of a source.
   */
  readonly independentGiven?: string;
  /** The values of this variable for further inputs. */
  readonly histories?: Histories;
}

/**
 * A variable at M further inputs that are drawn from the law of the analysed ones, or are all that there are; the same
 * inputs for all variables of a job that have some.
 */
export interface Histories {
  readonly count: number;
  /** Of a variable with a known conditional density: its means [count, dimensions]. */
  readonly means?: ArrayLike<number>;
  /** Its variances, in the layout of the means; absent where all share the variance of the conditional density. */
  readonly variances?: ArrayLike<number>;
  /** Of a discrete variable of one column: its symbols [count]. */
  readonly symbols?: ArrayLike<number>;
  /** ln p(x) of every input, where each that has a probability is there once. Absent: the inputs are draws. */
  readonly logProbabilities?: Float64Array;
}

/**
 * p(h | x) = N(mean(x), diag(variance)): the distribution of a variational layer, or of a state with declared Gaussian
 * noise. `means` is [samples, dimensions]; `variances` is [samples, dimensions], or of length 1 where all share one
 * variance.
 */
export interface GaussianConditional {
  /** The name of the variable conditioned on: 'X' stands for all the input so far. */
  readonly given: string;
  readonly means: Float64Array;
  readonly variances: Float64Array;
}
