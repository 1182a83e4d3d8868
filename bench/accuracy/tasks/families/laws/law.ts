import { Random } from '../../../../../src/base/random';
import type { DrawPair } from '../../accuracyTask';
import type { Side } from '../../sampler';

/** The law of one row (X, Y). */
export interface Law {
  readonly x: Side;
  readonly y: Side;
  readonly draw: DrawPair;
  /** ln p(x, y) - ln p(x) - ln p(y) of one row, in nats, against the same measures; absent: the truth is closed. */
  readonly logRatio?: LogRatio;
  /** The law before one-to-one maps of each side, which has the same information (Cover and Thomas 2006, 2.8). */
  readonly origin?: Law;
}

export type LogRatio = (x: Float64Array, y: Float64Array) => number;

/**
 * The mean of the log ratio over fresh rows: I(X;Y) = E ln p(x, y) / p(x) p(y) (Cover and Thomas 2006, equation 2.28),
 * in nats. Rows are added until the standard error is at most the given one.
 * @throws Error where the law has no log ratio
 */
export function monteCarloTruth(
  law: Law,
  seed: number,
  { standardError, fewest = 20_000, most = 4_000_000 }: { standardError: number; fewest?: number; most?: number },
): { nats: number; standardError: number; rows: number } {
  const { x, y, draw, logRatio } = law.origin ?? law;
  if (logRatio === undefined) throw new Error('the law has no log ratio');
  const random = new Random(seed).fork('truth');
  const rowX = new Float64Array(x.dimensions);
  const rowY = new Float64Array(y.dimensions);
  let mean = 0;
  let squares = 0;
  for (let rows = 1; ; rows++) {
    rowX.fill(0);
    rowY.fill(0);
    draw(random, rowX, rowY);
    const value = logRatio(rowX, rowY);
    const delta = value - mean;
    mean += delta / rows;
    squares += delta * (value - mean);
    const error = Math.sqrt(squares / Math.max(1, rows - 1) / rows);
    if (rows >= most || (rows >= fewest && error <= standardError)) return { nats: mean, standardError: error, rows };
  }
}

/** ln of the sum of exp(terms). */
export function logSum(terms: Float64Array): number {
  let largest = -Infinity;
  for (const term of terms) if (term > largest) largest = term;
  if (largest === -Infinity) return -Infinity;
  let sum = 0;
  for (const term of terms) sum += Math.exp(term - largest);
  return largest + Math.log(sum);
}
