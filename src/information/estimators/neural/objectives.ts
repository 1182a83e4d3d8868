import type { EstimatorOf } from '../table';
import type { Critic } from './critic';
import type { CriticKernel } from '../../numerics/kernels/criticKernel';

/** The neural estimators with a critic; CLUB trains a conditional density instead. */
export type CriticEstimator = Exclude<EstimatorOf<'critic'>, 'club'>;

/** Writes the gradient of the loss (the negative objective) with respect to the scores of a batch into the critic. */
export type ScoreGradient = (batch: number) => void;

/**
 * The gradients that train a critic T on a batch of B pairs: the diagonal of the scores is from p(x, y), the rest from
 * p(x) p(y).
 * - infoNCE: mean of ln softmax over each row (van den Oord et al. 2018, eq. 4)
 * - dv: mean T - ln mean e^T (Donsker and Varadhan 1983)
 * - mine: the same, the gradient's denominator smoothed over batches (Belghazi et al. 2018, eq. 12)
 * - nwj: mean T - mean e^(T-1) (Nguyen et al. 2010)
 * - js and smile: - mean softplus(-T) - mean softplus(T) (Nowozin et al. 2016; Song and Ermon 2020, section 5)
 */
export function scoreGradient(estimator: CriticEstimator, kernel: CriticKernel, critic: Critic): ScoreGradient {
  if (estimator === 'infoNCE') return (batch) => softmaxGradient(kernel, critic, batch);
  if (estimator === 'js' || estimator === 'smile') return (batch) => logisticGradient(kernel, critic, batch);
  // ln of the smoothed mean of e^T.
  let logMean: number | undefined;
  return (batch) => {
    const measured = logMeanOffDiagonal(kernel, critic, batch);
    if (estimator === 'nwj') exponentialGradient(kernel, critic, batch, 1);
    else if (estimator === 'dv') exponentialGradient(kernel, critic, batch, measured);
    else {
      logMean =
        logMean === undefined ? measured : logAdd(logMean + Math.log(1 - smoothing), measured + Math.log(smoothing));
      exponentialGradient(kernel, critic, batch, logMean);
    }
  };
}

/** The share of a new batch in MINE's moving average. */
const smoothing = 0.1;

const logAdd = (a: number, b: number): number => Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));

function softmaxGradient(kernel: CriticKernel, { scores, scoreGradient: out }: Critic, batch: number): void {
  kernel.call.softmaxRows(scores.pointer, out.pointer, out.row, batch, batch);
  const { floats } = kernel;
  for (let i = 0; i < batch; i++) {
    const row = (out.pointer + i * out.row) / 4;
    floats[row + i] -= 1;
    for (let j = 0; j < batch; j++) floats[row + j] /= batch;
  }
}

function logisticGradient(kernel: CriticKernel, { scores, scoreGradient: out }: Critic, batch: number): void {
  kernel.call.logistic(scores.pointer, out.pointer, out.row, batch, scores.columns);
  const { floats } = kernel;
  const negatives = batch * (batch - 1);
  for (let i = 0; i < batch; i++) {
    const row = (out.pointer + i * out.row) / 4;
    const positive = floats[row + i] - 1;
    for (let j = 0; j < batch; j++) floats[row + j] /= negatives;
    floats[row + i] = positive / batch;
  }
}

/** -1/B on the diagonal and e^(T - shift) / B(B-1) off it. */
function exponentialGradient(
  kernel: CriticKernel,
  { scores, scoreGradient: out }: Critic,
  batch: number,
  shift: number,
): void {
  kernel.call.exponentials(scores.pointer, out.pointer, out.row, batch, scores.columns, shift);
  const { floats } = kernel;
  const negatives = batch * (batch - 1);
  for (let i = 0; i < batch; i++) {
    const row = (out.pointer + i * out.row) / 4;
    for (let j = 0; j < batch; j++) floats[row + j] /= negatives;
    floats[row + i] = -1 / batch;
  }
}

function logMeanOffDiagonal(kernel: CriticKernel, { scores, scoreGradient: scratch }: Critic, batch: number): number {
  const { floats } = kernel;
  let top = -Infinity;
  for (let i = 0; i < batch; i++) {
    const row = (scores.pointer + i * scores.row) / 4;
    for (let j = 0; j < batch; j++) if (j !== i && floats[row + j] > top) top = floats[row + j];
  }
  kernel.call.exponentials(scores.pointer, scratch.pointer, scratch.row, batch, scores.columns, top);
  let sum = 0;
  for (let i = 0; i < batch; i++) {
    const row = (scratch.pointer + i * scratch.row) / 4;
    for (let j = 0; j < batch; j++) if (j !== i) sum += floats[row + j];
  }
  return top + Math.log(sum / (batch * (batch - 1)));
}
