import { breathe } from '../../base/cancellation';

/** Plug-in entropy of counts, nats. */
export function entropyOfCounts(counts: Iterable<number>): number {
  let total = 0;
  let sum = 0;
  for (const count of counts) {
    if (count <= 0) continue;
    total += count;
    sum += count * Math.log(count);
  }
  return total === 0 ? 0 : Math.log(total) - sum / total;
}

/**
 * I(X_{t-s};X_t) of a text over the distance s = 0 ... distances-1, nats: by the counts of all its pairs (Lin and
 * Tegmark 2017, eq. 1). It is exact for this text. As an estimate for the language it is too high by about (K-1)^2/2N.
 */
export async function informationOverDistance(
  symbols: Int32Array,
  alphabet: number,
  distances: number,
  signal?: AbortSignal,
): Promise<number[]> {
  const information: number[] = [];
  for (let distance = 0; distance < Math.min(distances, symbols.length); distance++) {
    const pairs = new Float64Array(alphabet * alphabet);
    const before = new Float64Array(alphabet);
    const after = new Float64Array(alphabet);
    for (let i = distance; i < symbols.length; i++) {
      const from = symbols[i - distance];
      const to = symbols[i];
      pairs[from * alphabet + to]++;
      before[from]++;
      after[to]++;
    }
    information.push(Math.max(0, entropyOfCounts(before) + entropyOfCounts(after) - entropyOfCounts(pairs)));
    await breathe(signal);
  }
  return information;
}
