import { chooseOutside, foldsOf } from '../probe/folds';

/** Rows by which symbols of a cluster are drawn towards those of all clusters. */
const strengths = [0.1, 1, 10, 100, 1000, 10_000];
/** Parts of a decoder that are no more than the symbols' own shares, for states that it read wrong. */
const doubts = [0.001, 0.01, 0.03, 0.1, 0.2, 0.4, 0.7, 1];
const folds = 5;

/** Symbols read at one step, with the cluster that each led to. */
export interface Shown {
  readonly clusters: Int32Array;
  readonly symbols: Int32Array;
}

/**
 * Held-out ln q(x) of the symbols read at one step, from beliefs over the cluster after it: q(x) = sum over clusters of
 * belief times p(x|cluster), the latter by counts of other sequences. How much of q is doubt is chosen by the rows
 * outside each fold.
 * @param beliefs row-major [rows, clusters]
 */
export function clusterLogLikelihoods(
  shown: Shown,
  beliefs: Float64Array,
  symbols: Int32Array,
  alphabet: number,
): Float64Array {
  const rows = symbols.length;
  const clusters = beliefs.length / rows;
  const { table, own } = symbolShares(shown, clusters, alphabet);
  const found = Float64Array.from(symbols, (symbol, i) => {
    let sum = 0;
    for (let k = 0; k < clusters; k++) sum += beliefs[i * clusters + k] * table[k * alphabet + symbol];
    return sum;
  });
  const stages = doubts.map((doubt) =>
    found.map((share, i) => Math.log((1 - doubt) * share + doubt * own[symbols[i]])),
  );
  return chooseOutside(stages, foldsOf(rows, folds));
}

/** p(symbol|cluster) [clusters, alphabet] and p(symbol), of which none is 0. */
function symbolShares({ clusters: places, symbols }: Shown, clusters: number, alphabet: number) {
  const counts = new Float64Array(clusters * alphabet);
  const sizes = new Float64Array(clusters);
  const own = new Float64Array(alphabet).fill(1 / (symbols.length + alphabet));
  symbols.forEach((symbol, i) => {
    counts[places[i] * alphabet + symbol]++;
    sizes[places[i]]++;
    own[symbol] += 1 / (symbols.length + alphabet);
  });
  // Each row is predicted from the others.
  const score = (strength: number): number => {
    let sum = 0;
    counts.forEach((count, k) => {
      if (count === 0) return;
      const rest = sizes[Math.floor(k / alphabet)] - 1;
      sum += count * Math.log((count - 1 + strength * own[k % alphabet]) / (rest + strength));
    });
    return sum;
  };
  const scored = strengths.map((strength) => ({ strength, score: score(strength) }));
  const { strength } = scored.reduce((best, one) => (one.score > best.score ? one : best));
  const table = counts.map(
    (count, k) => (count + strength * own[k % alphabet]) / (sizes[Math.floor(k / alphabet)] + strength),
  );
  return { table, own };
}
