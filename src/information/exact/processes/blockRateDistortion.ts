import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { binaryEntropy } from '../discrete/entropyFunctions';
import type { TransitionMatrix } from './markovChain';
import { rateDistortionAtSlope, vectorGaussianRate } from '../discrete/rateDistortion';

/** A point of R(D) of a block of symbols or values. */
export interface BlockRatePoint {
  /** Nats per block. */
  readonly rate: number;
  /** Mean over the block's symbols or values. */
  readonly distortion: number;
}

const points = 60;

/**
 * Eigenvalues of the covariance of `length` successive values of a stationary process, largest first: the variances of
 * the independent components that reverse water-filling spends its rate on (Berger 1971, section 4.5.2).
 * @param autocovariance at lags 0 ... length - 1
 */
export function blockVariances(autocovariance: readonly number[], length: number): number[] {
  const covariance = Matrix.zeros(length, length);
  for (let i = 0; i < length; i++)
    for (let j = 0; j < length; j++) covariance.set(i, j, autocovariance[Math.abs(i - j)]);
  return new EigenvalueDecomposition(covariance, { assumeSymmetric: true }).realEigenvalues
    .map((value) => Math.max(0, value))
    .sort((a, b) => b - a);
}

/**
 * R(D) of a Gaussian block under squared error by reverse water-filling (Cover and Thomas 2006, theorem 10.3.3), from
 * rate zero to `lowest`, the least water level. D is the mean over the components.
 */
export function gaussianBlockCurve(variances: readonly number[], lowest: number): BlockRatePoint[] {
  const highest = Math.max(...variances);
  const ratio = Math.log(Math.min(lowest, highest) / highest) / (points - 1);
  return Array.from({ length: points }, (_, i) => {
    const level = highest * Math.exp(i * ratio);
    const total = variances.reduce((sum, variance) => sum + Math.min(level, variance), 0);
    return { rate: vectorGaussianRate(variances, total).rate, distortion: total / variances.length };
  });
}

/**
 * Shannon's lower bound on R(D) of a block of `length` symbols out of `alphabet`, with the share of wrong symbols as
 * distortion: the block's entropy minus the largest entropy of a sequence of errors (Shannon 1959). It is tight for
 * independent uniform symbols (Cover and Thomas 2006, problem 10.5), and for blocks of a Markov chain at small D (Gray
 * 1971).
 * @param blockEntropy H(X_{1:length}), nats
 */
export function shannonBlockCurve(blockEntropy: number, length: number, alphabet: number): BlockRatePoint[] {
  const most = (alphabet - 1) / alphabet;
  return Array.from({ length: points }, (_, i) => {
    const distortion = (most * i) / (points - 1);
    return {
      rate: Math.max(0, blockEntropy - length * (binaryEntropy(distortion) + distortion * Math.log(alphabet - 1))),
      distortion,
    };
  });
}

/**
 * R(D) under log loss is H - D (Courtade and Weissman 2014, for a reproduction that is a distribution over the source):
 * here for a block, with D the mean over its symbols.
 */
export function logLossBlockCurve(blockEntropy: number, length: number): BlockRatePoint[] {
  return [
    { rate: blockEntropy, distortion: 0 },
    { rate: 0, distortion: blockEntropy / length },
  ];
}

/**
 * With more different blocks than this, the Shannon bound is used: each block is a row and a column of the matrix of
 * Blahut's algorithm.
 */
export const mostBlocks = 128;

/**
 * R(D) of blocks of a Markov chain, with the share of wrong symbols as distortion, by Blahut's algorithm over all
 * alphabet^length blocks; at most `mostBlocks` of them.
 * @throws CancelledError
 */
export async function markovBlockCurve(
  initial: readonly number[],
  transition: TransitionMatrix,
  length: number,
  signal?: AbortSignal,
): Promise<BlockRatePoint[]> {
  const alphabet = initial.length;
  const blocks = Array.from({ length: alphabet ** length }, (_, number) =>
    Array.from({ length }, (_step, t) => Math.floor(number / alphabet ** t) % alphabet),
  );
  const source = blocks.map((block) =>
    block.reduce((p, symbol, t) => p * (t === 0 ? initial[symbol] : transition[block[t - 1]][symbol]), 1),
  );
  const distortion = blocks.map((block) =>
    blocks.map((other) => block.reduce((wrong, symbol, t) => wrong + Number(symbol !== other[t]), 0) / length),
  );
  const entropy = source.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0);
  const curve: BlockRatePoint[] = [{ rate: entropy, distortion: 0 }];
  // Slopes per symbol, from almost no distortion to rate zero.
  for (let slope = 9; slope > 0.05; slope /= 1.2) {
    const point = await rateDistortionAtSlope({ source, distortion }, slope * length, { signal });
    curve.push({ rate: point.rate, distortion: point.distortion });
  }
  const most = Math.min(...distortion[0].map((_, y) => source.reduce((sum, p, x) => sum + p * distortion[x][y], 0)));
  return [...curve.filter(({ distortion: d }) => d < most), { rate: 0, distortion: most }];
}
