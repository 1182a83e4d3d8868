import type { Breather } from '../../../numerics/breather';
import type { AnnealingProblem } from '../annealing/annealedWeights';
import type { StateBounds } from '../annealing/twoSided';
import type { PrefixPool } from './prefixes';

/**
 * ln p(h|x) - ln p(h|x_{f+1:T}) of every state, from both sides: beginnings go through the later symbols of the state's
 * own history. Without the true beginning the mean of the likelihoods is unbiased, and with it among them their log is
 * too large in expectation (Poole et al. 2019, equations 12 and 13). Both are equal where all beginnings are there.
 * @param free f, the steps that are mixed over
 * @param count of draws
 * @throws CancelledError
 */
export async function suffixBounds(
  { network, source, observed, histories }: AnnealingProblem,
  free: number,
  pool: PrefixPool,
  count: number,
  breather: Breather,
): Promise<{ readonly bounds: StateBounds; readonly spent: number }> {
  const { length } = source;
  const { width, dimensions } = network;
  const states = histories.length / length;
  const lower = new Float64Array(states);
  const upper = new Float64Array(states);
  const precision = 1 / (2 * observed.deviation ** 2);
  const before = pool.spent;
  let rows = 0;
  for (let i = 0; i < states; i++) {
    const prefixes = pool.of(histories, i * length, count);
    const n = prefixes.count;
    // The own history is the last row.
    let now = new Float64Array((n + 1) * width);
    let after = new Float64Array(now.length);
    const read = new Int32Array(n + 1);
    const own = ownPrefix(network, histories.subarray(i * length, i * length + free));
    now.set(prefixes.states.subarray(0, n * width));
    now.set(own, n * width);
    for (let t = free; t < length; t++) {
      read.fill(histories[i * length + t]);
      network.step(now, read, n + 1, after);
      [now, after] = [after, now];
    }
    rows += (n + 1) * (length - free) + free;
    const means = new Float64Array((n + 1) * dimensions);
    network.observe(now, n + 1, means);
    const log = (row: number): number => {
      let squared = 0;
      for (let d = 0, a = row * dimensions, b = i * dimensions; d < dimensions; d++, a++, b++) {
        const gap = means[a] - observed.values[b];
        squared += gap * gap;
      }
      return -precision * squared + (row < n ? (prefixes.logWeights?.[row] ?? 0) : 0);
    };
    const logs = Float64Array.from({ length: n + 1 }, (_, row) => log(row));
    const mine = logs[n];
    let top = -Infinity;
    for (let row = 0; row < n; row++) if (logs[row] > top) top = logs[row];
    let sum = 0;
    for (let row = 0; row < n; row++) sum += Math.exp(logs[row] - top);
    if (prefixes.logWeights) lower[i] = upper[i] = mine - top - Math.log(sum);
    else {
      upper[i] = mine - top - Math.log(sum / n);
      const higher = Math.max(top, mine);
      const total = sum * Math.exp(top - higher) + Math.exp(mine - higher);
      lower[i] = mine - higher - Math.log(total / (n + 1));
    }
    if (breather.due()) await breather.rest();
  }
  return { bounds: { lower, upper }, spent: rows * network.cost + pool.spent - before };
}

function ownPrefix(network: AnnealingProblem['network'], symbols: Int32Array): Float64Array {
  let now = new Float64Array(network.width);
  let after = new Float64Array(network.width);
  for (let t = 0; t < symbols.length; t++) {
    network.step(now, symbols.subarray(t, t + 1), 1, after);
    [now, after] = [after, now];
  }
  return now;
}
