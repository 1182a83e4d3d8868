import { CholeskyDecomposition, Matrix } from 'ml-matrix';

type Rows = readonly (readonly number[])[];

/**
 * A linear recurrent layer h_t = x_t K + h_{t-1} R + b with declared Gaussian noise, driven by zero-mean Gaussian
 * input.
 */
export interface LinearGaussianNetwork {
  /** The kernel K, [inputs, units], as in Keras. */
  readonly kernel: Rows;
  /** The recurrent kernel R, [units, units]. */
  readonly recurrentKernel: Rows;
  /** It moves only the mean, so it changes no information. */
  readonly bias?: readonly number[];
  /** Covariance of one step of white input, [inputs, inputs]; default the identity. */
  readonly inputCovariance?: Rows;
  /** Stationary input instead: Cov(x_{t+s}, x_t) at lags s = 0, 1, ..., each [inputs, inputs]; zero beyond the last. */
  readonly inputAutocovariance?: readonly Rows[];
  readonly noiseVariance: number;
  /**
   * `recurrent`: h_t = x_t K + h_{t-1} R + n_t; `readout`: the recurrence is free of noise, and H_t = h_t + n_t is
   * observed.
   */
  readonly placement: 'recurrent' | 'readout';
  /** The number of steps T. */
  readonly length: number;
  /** The target Y_t = x_{t-lag} + noise; lag -1 is the next input. */
  readonly target?: { readonly lag: number; readonly noiseVariance?: number };
}

export interface LinearGaussianInformation {
  /** I(X_{1:t};H_t), t = 1 ... T; nats. */
  readonly inputInformation: readonly number[];
  /** I(H_{t-1};H_t); 0 at t = 1, where the state before is a constant; nats. */
  readonly historyInformation: readonly number[];
  /** I(X_{T-s};H_T), s = 0 ... T-1; nats. */
  readonly memory: readonly number[];
  /**
   * I(H_t;Y_t), `undefined` where there is no Y_t yet; absent without a target; infinite where the noise-free target is
   * a function of the state.
   */
  readonly outputInformation?: readonly (number | undefined)[];
  /** Covariances of the state at t = 1 ... T, noise included, [units, units]. */
  readonly stateCovariances: readonly Matrix[];
}

/**
 * Exact information of a linear-Gaussian recurrent network: all variables are jointly Gaussian, so each information is
 * a ratio of determinants, I(U;V) = ln(det Cov(U) / det Cov(U|V))/2 (Cover and Thomas 2006, section 8.5). Covariances
 * of state and inputs are carried forward in time.
 * @throws RangeError where the shapes do not match or a covariance is not positive definite
 */
export function linearGaussianInformation(network: LinearGaussianNetwork): LinearGaussianInformation {
  const { noiseVariance, placement, length, target } = network;
  if (!(noiseVariance > 0))
    throw new RangeError('Without noise the information is infinite: the noise variance must be positive.');
  const into = matrix(network.kernel).transpose();
  const across = matrix(network.recurrentKernel).transpose();
  const units = across.rows;
  const inputs = into.columns;
  if (across.columns !== units || into.rows !== units)
    throw new RangeError(
      `A kernel of [${inputs}, ${into.rows}] does not fit a recurrent kernel of [${across.columns}, ${units}].`,
    );
  const covariance = inputCovariances(network, inputs);
  const noise = Matrix.eye(units).mul(noiseVariance);
  const recurrent = placement === 'recurrent';

  /** Cov(h_t, x_k) of the recurrence at k = 1 ... T+1, and beyond for targets ahead. */
  const last = length + Math.max(0, -(target?.lag ?? 0));
  let withInputs = Array.from({ length: last }, () => Matrix.zeros(units, inputs));
  let own = Matrix.zeros(units, units);
  let fromNoise = recurrent ? Matrix.zeros(units, units) : noise;
  let seen = noise;
  const result = {
    inputInformation: [] as number[],
    historyInformation: [] as number[],
    outputInformation: [] as (number | undefined)[],
    stateCovariances: [] as Matrix[],
  };
  for (let t = 1; t <= length; t++) {
    const now = covariance(0);
    const before = withInputs[t - 1];
    const withPrevious = Matrix.add(across.mmul(own), into.mmul(before.transpose()));
    const mixed = across.mmul(before).mmul(into.transpose());
    own = Matrix.add(
      Matrix.add(across.mmul(own).mmul(across.transpose()), into.mmul(now).mmul(into.transpose())),
      Matrix.add(mixed, mixed.transpose()),
    );
    if (recurrent) {
      own.add(noise);
      fromNoise = Matrix.add(across.mmul(fromNoise).mmul(across.transpose()), noise);
    }
    withInputs = withInputs.map((cross, k) =>
      Matrix.add(across.mmul(cross), into.mmul(lagged(covariance, t - (k + 1)))),
    );
    const previous = seen;
    seen = recurrent ? own : Matrix.add(own, noise);
    result.inputInformation.push(atLeastZero(0.5 * (logDeterminant(seen) - logDeterminant(fromNoise))));
    result.historyInformation.push(t === 1 ? 0 : informationBetween(seen, previous, withPrevious));
    result.stateCovariances.push(seen);
    if (target) result.outputInformation.push(targetInformation(target, t, seen, withInputs, covariance(0)));
  }
  const memory = Array.from({ length }, (_, lag) =>
    informationBetween(seen, covariance(0), withInputs[length - 1 - lag]),
  );
  const { outputInformation, ...rest } = result;
  return { ...rest, memory, ...(target ? { outputInformation } : {}) };
}

function targetInformation(
  target: { lag: number; noiseVariance?: number },
  t: number,
  state: Matrix,
  withInputs: readonly Matrix[],
  input: Matrix,
): number | undefined {
  const cross = withInputs.at(t - target.lag - 1);
  if (t - target.lag < 1 || !cross) return undefined;
  return informationBetween(state, Matrix.add(input, Matrix.eye(input.rows).mul(target.noiseVariance ?? 0)), cross);
}

/** I(U;V) of jointly Gaussian vectors with covariances `u`, `v` and cross-covariance `cross` = Cov(U, V); nats. */
export function informationBetween(u: Matrix, v: Matrix, cross: Matrix): number {
  // The smaller vector is conditioned on the larger one: the determinants are fewer and better conditioned.
  const [small, large, between] = u.rows <= v.rows ? [u, v, cross] : [v, u, cross.transpose()];
  const left = Matrix.sub(small, between.mmul(cholesky(large).solve(between.transpose())));
  return atLeastZero(0.5 * (logDeterminant(small) - logDeterminant(left)));
}

/** ln det of a symmetric positive definite matrix. */
function logDeterminant(covariance: Matrix): number {
  return (
    2 *
    cholesky(covariance)
      .lowerTriangularMatrix.diagonal()
      .reduce((sum, value) => sum + Math.log(value), 0)
  );
}

function cholesky(covariance: Matrix): CholeskyDecomposition {
  // By rounding, products taken in another order are not exactly symmetric.
  const decomposition = new CholeskyDecomposition(Matrix.add(covariance, covariance.transpose()).mul(0.5));
  if (!decomposition.isPositiveDefinite()) throw new RangeError('A covariance is not positive definite.');
  return decomposition;
}

/** Cov(x_{t+s}, x_t), s >= 0. */
function inputCovariances(network: LinearGaussianNetwork, inputs: number): (lag: number) => Matrix {
  const zero = Matrix.zeros(inputs, inputs);
  const given = network.inputAutocovariance?.map(matrix) ?? [
    network.inputCovariance ? matrix(network.inputCovariance) : Matrix.eye(inputs),
  ];
  if (given.some((part) => part.rows !== inputs || part.columns !== inputs))
    throw new RangeError(`The covariances of the input must be [${inputs}, ${inputs}].`);
  return (lag) => given.at(lag) ?? zero;
}

function lagged(covariance: (lag: number) => Matrix, lag: number): Matrix {
  return lag >= 0 ? covariance(lag) : covariance(-lag).transpose();
}

function matrix(rows: Rows): Matrix {
  return new Matrix(rows.map((row) => [...row]));
}

/** Rounding may leave a value slightly below zero. */
function atLeastZero(nats: number): number {
  return Math.max(0, nats);
}
