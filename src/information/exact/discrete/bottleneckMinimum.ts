import type { Random } from '../../../base/random';
import type { Breather } from '../../numerics/breather';
import { type BottleneckCode, descend } from './bottleneckDescent';
import type { BottleneckSource } from './bottleneckSource';
import { DecoderSearch } from './decoderSearch';
import type { ExactProgress } from './gapProgress';
import { distinctDecoders, mergeDecoders, weightDecoders } from './decoderWeights';

export interface BottleneckMinimum extends BottleneckCode {
  /** The loss is at most so much above its minimum, nats, if the search missed no better decoder. */
  readonly gap: number;
}

export interface MinimumSearch {
  readonly random: Random;
  readonly breather: Breather;
  /** Random decoders from which better ones are looked for, beside every p(y|x). */
  readonly restarts: number;
  /** Nats that sixty turns of a descent must still gain. */
  readonly tolerance: number;
  /** Multiplications after which no further round begins; a second is some 1e9. */
  readonly work: number;
  /** Of the work, and the gap so far. */
  readonly onProgress?: ExactProgress;
}

const mostRounds = 20;

/** Rounds in a row that do not halve the gap, after which no other follows. */
const patience = 3;

/** Nats of gap that end the search. */
const smallGap = 1e-11;

/**
 * The minimum of I(X;Z) + beta (I(X;Y) - I(Z;Y)). It is R(D) at slope beta with distributions s of Y as reproductions
 * and the distortion D(p(.|x) || s) (Harremoes and Tishby 2007): least -sum_x p(x) ln sum_z w(z) e^{-beta D(p(.|x) ||
 * s_z)}, convex in the weights of fixed decoders. In rounds, the weights over known decoders are solved for, descent
 * moves the decoders, and those with c(s) > 1 join, until there is none (as Lindsay 1983 fits mixtures); ln max c is
 * the gap, as in R(D).
 * @param known decoders to begin with, such as those at a beta nearby
 * @throws CancelledError
 */
export async function bottleneckMinimum(
  source: BottleneckSource,
  beta: number,
  known: readonly Float64Array[],
  { random, breather, restarts, tolerance, work, onProgress }: MinimumSearch,
): Promise<BottleneckMinimum> {
  const search = new DecoderSearch(source, breather);
  const rows = rowsOf(source);
  // Beside each p(y|x) one that gives every y a chance: a climb never finds what its start rules out.
  const everywhere = [
    source.py,
    ...rows,
    ...[0.1, 0.6].flatMap((share) => rows.map((row) => row.map((p, y) => (1 - share) * p + share * source.py[y]))),
    ...randomMixtures(source, restarts, random),
  ];
  const spread = source.given.reduce((most, p, i) => Math.max(most, Math.abs(p - source.py[i % source.outputs])), 0);
  const perCode = 2 * source.inputs * source.outputs;
  let decoders = distinctDecoders([...known, ...everywhere], 1e-9);
  let best: BottleneckCode | undefined;
  let lower = -Infinity;
  let gap = Infinity;
  let done = 0;
  let waited = 0;
  for (let round = 0; round < mostRounds; round++) {
    // Coarse at first, since weights split over neighbours stand for one decoder between them.
    const start = mergeDecoders(
      await weightDecoders(source, beta, decoders, breather),
      Math.max(1e-9, spread * 10 ** -(2 + round)),
    );
    const cost = perCode * start.weights.length;
    const turns = Math.round(Math.max(60, Math.min(10_000, work / 12 / cost)));
    const code = await descend(source, beta, start, { turns, tolerance, breather });
    const found = await search.maxima(beta, code.prices, [...code.decoders, ...everywhere]);
    done += code.turns * cost;
    lower = Math.max(lower, code.dual - found.reduce((most, { gain }) => Math.max(most, gain), 0));
    if (!best || code.loss < best.loss) best = code;
    const before = gap;
    gap = Math.max(0, best.loss - lower);
    waited = gap > before / 2 ? waited + 1 : 0;
    const share = (done + search.turns * perCode) / work;
    onProgress?.(Math.min(1, share), gap);
    if (gap <= smallGap || share >= 1 || waited >= patience) break;
    const better = found.filter(({ gain }) => gain > 1e-13);
    decoders = distinctDecoders([...code.decoders, ...better.map(({ decoder }) => decoder)], 1e-9);
  }
  if (!best) throw new Error('A search without a round');
  return { ...best, gap };
}

function rowsOf({ inputs, outputs, given }: BottleneckSource): Float64Array[] {
  const rows = Array.from({ length: inputs }, (_, x) => given.slice(x * outputs, (x + 1) * outputs));
  return distinctDecoders(rows, 1e-9);
}

/** p(y) under random distributions of X, from nearly even ones to such as have one or two x. */
function randomMixtures({ inputs, outputs, given }: BottleneckSource, count: number, random: Random): Float64Array[] {
  return Array.from({ length: count }, (_, i) => {
    const shares = Float64Array.from({ length: inputs }, () => (-Math.log(1 - random.uniform())) ** (1 + 3 * (i % 4)));
    const total = shares.reduce((sum, share) => sum + share, 0);
    const decoder = new Float64Array(outputs);
    for (let x = 0; x < inputs; x++)
      for (let y = 0; y < outputs; y++) decoder[y] += (shares[x] / total) * given[x * outputs + y];
    return decoder;
  });
}
