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
