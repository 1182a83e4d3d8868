import { Breather } from '../../numerics/breather';
import { cholesky, solveLower, type CholeskyFactor } from '../../numerics/cholesky';
import { kendallTau } from './kendall';
import { ranks } from './normalScores';
import { scaleInformation, studentLogConstant, studentScoreTable } from './studentDistribution';

/** A Student copula fitted to (X, Y), and its mutual information. */
export interface StudentCopulaFit {
  readonly nats: number;
  /** 95 % interval, in nats, by leaving out a tenth of the samples at a time. */
  readonly low: number;
  readonly high: number;
  /** Degrees of freedom: small where extremes come together. */
  readonly degrees: number;
  /**
   * The log likelihood of the Student copula minus that of the same copula at 200 degrees (nearly Gaussian), in nats
   * over all samples.
   */
  readonly gain: number;
  /** L with L L^T the correlations, the columns of X first. */
  readonly factor: CholeskyFactor;
}

const nearlyGaussian = 200;
/** Nats; far above ln(N) / 2, the cost of one parameter by Schwarz's criterion. */
const clearGain = 5;
const groups = 10;
/** 97.5 % quantile of Student's distribution with 9 degrees: ten groups carry the interval. */
const tQuantile = 2.262;

/**
 * I(X;Y) in nats where all coordinates together have a Student copula: the information of a Gaussian with the same
 * correlations plus that of the common scale. Monotone maps of single coordinates change neither. The correlations are
 * sin(pi tau / 2) of Kendall's tau; the degrees of freedom maximise the pseudo likelihood of the ranks (Demarta and
 * McNeil 2005; Arellano-Valle et al. 2013).
 *
 * @param x row-major [samples, dimX]; no column constant
 * @param y row-major [samples, dimY]
 * @returns undefined where the Gaussian copula fits as well (a gain under 5 nats over all samples), or where the
 *   correlations do not make a regular matrix (one column determines another)
 */
export async function studentCopulaInformation(
  x: Float64Array,
  y: Float64Array,
  samples: number,
  dimX: number,
  dimY: number,
  signal?: AbortSignal,
): Promise<StudentCopulaFit | undefined> {
  const breather = new Breather(signal);
  const columns = [...columnsOf(x, samples, dimX), ...columnsOf(y, samples, dimY)];
  const whole = await fit(columns, dimX, breather);
  if (!whole || whole.gain < clearGain) return undefined;
  const left: number[] = [];
  for (let group = 0; group < groups; group++) {
    const rest = columns.map((column) => column.filter((_, i) => i % groups !== group));
    const part = await fit(rest, dimX, breather, whole.degrees);
    if (part) left.push(part.nats);
  }
  const mean = left.reduce((sum, value) => sum + value, 0) / left.length;
  const variance = left.reduce((sum, value) => sum + (value - mean) ** 2, 0) * ((left.length - 1) / left.length);
  const spread = tQuantile * Math.sqrt(variance);
  return { ...whole, low: Math.max(0, whole.nats - spread), high: whole.nats + spread };
}

function columnsOf(values: Float64Array, samples: number, dimensions: number): Float64Array[] {
  return Array.from({ length: dimensions }, (_, j) =>
    Float64Array.from({ length: samples }, (_, i) => values[i * dimensions + j]),
  );
}

interface Fit {
  readonly nats: number;
  readonly degrees: number;
  readonly gain: number;
  readonly factor: CholeskyFactor;
}

/** The fit to columns, those of X first; `near` narrows the search for the degrees of freedom. */
async function fit(
  columns: readonly Float64Array[],
  dimX: number,
  breather: Breather,
  near?: number,
): Promise<Fit | undefined> {
  const rankColumns: Float64Array[] = [];
  for (const column of columns) {
    rankColumns.push(ranks(column));
    if (breather.due()) await breather.rest();
  }
  const correlations = await kendallCorrelations(rankColumns, breather);
  if (!correlations) return undefined;
  const size = columns.length;
  const factor = cholesky(correlations, size, 1e-6);
  if (factor.size < size) return undefined;
  const likelihood = (logDegrees: number): Promise<number> =>
    logLikelihood(rankColumns, factor, Math.exp(logDegrees), breather);
  const degrees = Math.exp(
    near === undefined
      ? await widePeak(likelihood)
      : await peak(likelihood, Math.log(near) - 0.5, Math.log(near) + 0.5, 0.01),
  );
  const samples = columns[0].length;
  const dimY = size - dimX;
  const gaussian =
    (block(correlations, size, 0, dimX) + block(correlations, size, dimX, size) - factor.logDeterminant) / 2;
  // Sampling adds d_x d_y / 2N to the Gaussian part.
  const corrected = Math.max(0, gaussian - (dimX * dimY) / (2 * samples));
  return {
    degrees,
    factor,
    nats: corrected + scaleInformation(dimX, dimY, degrees),
    gain: near === undefined ? (await likelihood(Math.log(degrees))) - (await likelihood(Math.log(nearlyGaussian))) : 0,
  };
}

/** ln det of the block of rows and columns from ... to. */
function block(matrix: Float64Array, size: number, from: number, to: number): number {
  const part = new Float64Array((to - from) ** 2);
  for (let i = from; i < to; i++) part.set(matrix.subarray(i * size + from, i * size + to), (i - from) * (to - from));
  return cholesky(part, to - from).logDeterminant;
}

/**
 * sin(pi tau / 2) of every pair of columns, shrunk towards zero just enough to make the matrix positive definite.
 * Undefined where one column is a monotone function of another.
 */
async function kendallCorrelations(
  columns: readonly Float64Array[],
  breather: Breather,
): Promise<Float64Array | undefined> {
  const size = columns.length;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    matrix[i * size + i] = 1;
    const order = Int32Array.from(columns[i], (_, index) => index).sort((a, b) => columns[i][a] - columns[i][b]);
    for (let j = 0; j < i; j++) {
      if (breather.due()) await breather.rest();
      const correlation = Math.sin((Math.PI / 2) * kendallTau(order, columns[i], columns[j]));
      if (Math.abs(correlation) > 0.99999) return undefined;
      matrix[i * size + j] = correlation;
      matrix[j * size + i] = correlation;
    }
  }
  for (let shrunk = 0; shrunk < 20 && cholesky(matrix, size, 1e-4).size < size; shrunk++) {
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) if (i !== j) matrix[i * size + j] *= 0.995;
  }
  return matrix;
}

/** The copula's log likelihood of the ranks, summed over the samples, in nats. */
async function logLikelihood(
  rankColumns: readonly Float64Array[],
  factor: CholeskyFactor,
  degrees: number,
  breather: Breather,
): Promise<number> {
  const samples = rankColumns[0].length;
  const size = rankColumns.length;
  const table = studentScoreTable(samples, degrees);
  const scores = new Float64Array(size * samples);
  let marginal = samples * size * studentLogConstant(1, degrees);
  for (let j = 0; j < size; j++) {
    if (breather.due()) await breather.rest();
    for (let i = 0; i < samples; i++) {
      const score = table[Math.round(2 * rankColumns[j][i])];
      scores[j * samples + i] = score;
      marginal -= ((degrees + 1) / 2) * Math.log1p((score * score) / degrees);
    }
  }
  solveLower(factor, scores, samples);
  let joint = samples * (studentLogConstant(size, degrees) - factor.logDeterminant / 2);
  for (let i = 0; i < samples; i++) {
    let squared = 0;
    for (let j = 0; j < size; j++) squared += scores[j * samples + i] ** 2;
    joint -= ((degrees + size) / 2) * Math.log1p(squared / degrees);
  }
  return joint - marginal;
}

/** The ln(degrees) with the highest likelihood: the best of a coarse grid, then refined. */
async function widePeak(likelihood: (logDegrees: number) => Promise<number>): Promise<number> {
  let best = 0;
  let most = -Infinity;
  for (let at = Math.log(0.5); at <= Math.log(nearlyGaussian); at += Math.LN2) {
    const value = await likelihood(at);
    if (value > most) [most, best] = [value, at];
  }
  return peak(likelihood, best - Math.LN2, Math.min(best + Math.LN2, Math.log(nearlyGaussian)), 0.005);
}

/** Golden-section search for the peak of a function of one peak. */
async function peak(
  value: (at: number) => Promise<number>,
  from: number,
  to: number,
  precision: number,
): Promise<number> {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  let a = high - ratio * (high - low);
  let b = low + ratio * (high - low);
  let [atA, atB] = [await value(a), await value(b)];
  while (high - low > precision) {
    if (atA > atB) {
      [high, b, atB] = [b, a, atA];
      a = high - ratio * (high - low);
      atA = await value(a);
    } else {
      [low, a, atA] = [a, b, atB];
      b = low + ratio * (high - low);
      atB = await value(b);
    }
  }
  return (low + high) / 2;
}
