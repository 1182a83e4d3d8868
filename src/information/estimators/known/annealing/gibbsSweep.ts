import type { Random } from '../../../../base/random';
import type { Chains } from './chains';
import { type HistorySource, logAlternatives } from './historySource';
import { logSumExp } from '../../../numerics/logSums';

/** Instead of a symbol: the present one. */
const stay = -1;

/** The order in which a sweep visits the steps of a history. */
export type SweepOrder = 'backward' | 'forward';

/**
 * Draws every free symbol of every chain anew in turn, given all its other symbols: from p(x) L(x)^beta, which one such
 * draw leaves invariant and is reversible for (Geman and Geman 1984). A sweep in the opposite order is therefore the
 * sweep run back in time.
 * @param free how many steps are free, from the first on; the others stay as they are
 */
export function gibbsSweep(
  chains: Chains,
  source: HistorySource,
  beta: number,
  order: SweepOrder,
  free: number,
  random: Random,
): void {
  sweep(chains, source, beta, order, free, (scores) => softmaxDraw(scores, random));
  // The paths that met again were within the tolerance only: begin the next sweep without it.
  chains.run();
}

/**
 * The log of the probability that `gibbsSweep` leads every chain to the symbols of its goal, where it then is.
 * @param goals [count, length]
 */
export function forcedSweep(
  chains: Chains,
  source: HistorySource,
  beta: number,
  order: SweepOrder,
  free: number,
  goals: Int32Array,
): Float64Array {
  const logs = new Float64Array(chains.count);
  sweep(chains, source, beta, order, free, (scores, chain, t) => {
    const goal = goals[chain * source.length + t];
    logs[chain] += scores[goal] - logSumExp(scores);
    return scores[goal] === -Infinity ? stay : goal;
  });
  return logs;
}

/**
 * Visits every free symbol of every chain in turn; `choose` gives its new symbol, or `stay`, from the scores of all.
 */
function sweep(
  chains: Chains,
  source: HistorySource,
  beta: number,
  order: SweepOrder,
  free: number,
  choose: (scores: Float64Array, chain: number, t: number) => number,
): void {
  const { alphabet, length } = source;
  const { count, symbols, logLikelihood } = chains;
  const room = count * (alphabet - 1);
  const prior = new Float64Array(count * alphabet);
  const scores = new Float64Array(alphabet);
  const rows = new Int32Array(room);
  const others = new Int32Array(room);
  const found = new Float64Array(room);
  for (let visit = 0; visit < free; visit++) {
    const t = order === 'backward' ? free - 1 - visit : visit;
    let asked = 0;
    for (let c = 0; c < count; c++) {
      const own = prior.subarray(c * alphabet, (c + 1) * alphabet);
      logAlternatives(source, symbols, c * length, t, own);
      const now = symbols[c * length + t];
      for (let symbol = 0; symbol < alphabet; symbol++) {
        if (symbol === now || own[symbol] === -Infinity) continue;
        rows[asked] = c;
        others[asked++] = symbol;
      }
    }
    chains.replayed(t, rows, others, asked, found);
    let changed = 0;
    for (let c = 0, at = 0; c < count; c++) {
      const first = at;
      const now = symbols[c * length + t];
      for (let symbol = 0; symbol < alphabet; symbol++) {
        const before = prior[c * alphabet + symbol];
        if (symbol === now) scores[symbol] = before + beta * logLikelihood[c];
        else if (before === -Infinity) scores[symbol] = -Infinity;
        else scores[symbol] = before + beta * found[at++];
      }
      const drawn = choose(scores, c, t);
      if (drawn === now || drawn === stay) continue;
      let chosen = first;
      while (others[chosen] !== drawn) chosen++;
      // Entries of chains before this one are no longer needed.
      rows[changed] = c;
      others[changed] = drawn;
      found[changed++] = found[chosen];
    }
    if (changed > 0) chains.replace(t, rows, others, found, changed);
  }
}

/** An index with probability proportional to the exponential of its score. */
function softmaxDraw(scores: Float64Array, random: Random): number {
  let top = -Infinity;
  for (const score of scores) if (score > top) top = score;
  let total = 0;
  for (const score of scores) total += Math.exp(score - top);
  let left = random.uniform() * total;
  let last = 0;
  for (let i = 0; i < scores.length; i++) {
    const share = Math.exp(scores[i] - top);
    if (share === 0) continue;
    last = i;
    left -= share;
    if (left < 0) break;
  }
  return last;
}
