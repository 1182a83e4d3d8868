/** x_t = sum_k a_k x_{t-k} + e_t with e_t ~ N(0, noise). */
export interface AutoregressiveProcess {
  /** a_1 ... a_p. */
  readonly coefficients: readonly number[];
  /** Variance of the innovations. */
  readonly noise: number;
}

/**
 * Best linear prediction of x_{k+1} from the last k values, for each k below the order. It starts a process in its
 * stationary distribution.
 */
interface PredictionStep {
  readonly coefficients: readonly number[];
  readonly variance: number;
}

export interface StationaryProcess {
  /** Partial autocorrelations, lags 1 ... p. */
  readonly partial: readonly number[];
  /** Var x_t. */
  readonly variance: number;
  /** k = 0 ... p: prediction from k values; step 0 predicts 0 with `variance`. */
  readonly predictions: readonly PredictionStep[];
}

/**
 * The stationary distribution of an AR(p) process by the step-down (reverse Levinson-Durbin) recursion, `undefined`
 * where there is none. The process is stationary exactly if all partial autocorrelations lie in (-1, 1)
 * (Barndorff-Nielsen and Schou 1973).
 */
export function stationaryProcess({ coefficients, noise }: AutoregressiveProcess): StationaryProcess | undefined {
  const order = coefficients.length;
  const steps: number[][] = [];
  const partial = new Array<number>(order).fill(0);
  let a = [...coefficients];
  for (let k = order; k >= 1; k--) {
    steps[k] = a;
    const last = a[k - 1];
    if (!(Math.abs(last) < 1)) return undefined;
    partial[k - 1] = last;
    const scale = 1 - last * last;
    a = a.slice(0, k - 1).map((value, i) => (value + last * a[k - 2 - i]) / scale);
  }
  steps[0] = [];
  const variances = new Array<number>(order + 1).fill(noise);
  for (let k = order; k >= 1; k--) variances[k - 1] = variances[k] / (1 - partial[k - 1] ** 2);
  if (!Number.isFinite(variances[0])) return undefined;
  return {
    partial,
    variance: variances[0],
    predictions: steps.map((step, k) => ({ coefficients: step, variance: variances[k] })),
  };
}

/** Autocorrelations rho_0 ... rho_{count-1} of a stationary process. */
export function autocorrelations(
  process: AutoregressiveProcess,
  stationary: StationaryProcess,
  count: number,
): number[] {
  const { coefficients } = process;
  const rho = [1];
  for (let k = 1; k < count; k++) {
    const a = k <= coefficients.length ? stationary.predictions[k].coefficients : coefficients;
    rho.push(a.reduce((sum, value, i) => sum + value * rho[k - 1 - i], 0));
  }
  return rho;
}

/**
 * I(X_{1:t};X_{t+1}), t = 1 ... `length`, of the stationary process; nats. Each further value of the past lowers the
 * variance of the prediction by 1 - (partial autocorrelation)^2, until the order is reached (Brockwell and Davis 1991,
 * section 3.4; Cover and Thomas 2006, section 12.5).
 */
export function autoregressivePredictiveInformation(stationary: StationaryProcess, length: number): number[] {
  const information: number[] = [];
  let sum = 0;
  for (let t = 1; t <= length; t++) {
    if (t <= stationary.partial.length) sum -= 0.5 * Math.log1p(-(stationary.partial[t - 1] ** 2));
    information.push(sum);
  }
  return information;
}
