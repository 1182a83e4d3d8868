import { divergence } from './entropyFunctions';

interface Rows {
  readonly px: Float64Array;
  readonly given: readonly Float64Array[];
  readonly py: Float64Array;
}

/**
 * The least beta at which a bottleneck keeps anything, 1 / sup_q D(qW||pW)/D(q||p) over input distributions q != p
 * (Anantharam, Gohari, Kamath and Nair 2013): near p the ratio is the squared maximal correlation, elsewhere it is
 * climbed by maximising D(qW||pW) - ratio D(q||p), whose convex first term is replaced by its tangent. Infinite where X
 * and Y are independent.
 */
export function criticalBeta(joint: readonly ArrayLike<number>[]): number {
  const source = readRows(joint);
  const { px, given, py } = source;
  let best = 0;
  const climb = (start: Float64Array): void => {
    let q = start;
    let ratio = 0;
    for (let turn = 0; turn < 20_000; turn++) {
      const output = outputOf(q, given);
      const kept = divergence(output, py);
      const cost = divergence(q, px);
      if (cost < 1e-9) break;
      const next = kept / cost;
      if (next <= ratio * (1 + 1e-15)) break;
      ratio = next;
      const gains = given.map((row) =>
        row.reduce((sum, p, y) => sum + (p > 0 ? p * Math.log(output[y] / py[y]) : 0), 0),
      );
      const top = Math.max(...gains);
      q = px.map((p, x) => p * Math.exp((gains[x] - top) / ratio));
      const total = q.reduce((sum, p) => sum + p, 0);
      q = q.map((p) => p / total);
    }
    best = Math.max(best, ratio);
  };
  for (let x = 0; x < px.length; x++) {
    for (const share of [0.01, 0.5, 0.99]) climb(px.map((p, other) => (1 - share) * p + (other === x ? share : 0)));
  }
  const nearby = maximalCorrelationSquared(source);
  const found = Math.max(best, nearby);
  return found < 1e-14 ? Infinity : 1 / found;
}

/** The second eigenvalue of x -> y -> x (the first is 1), by power iteration from which the constant is taken out. */
function maximalCorrelationSquared({ px, given, py }: Rows): number {
  const back = (f: Float64Array): Float64Array => {
    const mean = f.reduce((sum, value, x) => sum + px[x] * value, 0);
    const g = py.map((p, y) => f.reduce((sum, value, x) => sum + px[x] * given[x][y] * (value - mean), 0) / p);
    return Float64Array.from(given, (row) => row.reduce((sum, p, y) => sum + p * g[y], 0));
  };
  const norm = (f: Float64Array): number => Math.sqrt(f.reduce((sum, value, x) => sum + px[x] * value * value, 0));
  let f = Float64Array.from(px, (_, x) => Math.cos(3 * x + 1));
  let value = 0;
  for (let turn = 0; turn < 5000; turn++) {
    const next = back(f);
    const size = norm(next);
    if (size < 1e-300) return 0;
    f = next.map((entry) => entry / size);
    const now = norm(back(f));
    if (Math.abs(now - value) < 1e-15 && turn > 20) return now;
    value = now;
  }
  return value;
}

/** p(x) and p(y|x), with x and y that never happen left out. */
function readRows(joint: readonly ArrayLike<number>[]): Rows {
  const rows = joint.map((row) => Float64Array.from(row)).filter((row) => row.some((p) => p > 0));
  const columns = rows[0].map((_, y) => rows.reduce((sum, row) => sum + row[y], 0));
  const total = columns.reduce((sum, p) => sum + p, 0);
  const used = [...columns.keys()].filter((y) => columns[y] > 0);
  const px = Float64Array.from(rows, (row) => row.reduce((sum, p) => sum + p, 0) / total);
  const given = rows.map((row, x) => Float64Array.from(used, (y) => row[y] / (px[x] * total)));
  return { px, given, py: Float64Array.from(used, (y) => columns[y] / total) };
}

function outputOf(q: ArrayLike<number>, given: readonly Float64Array[]): Float64Array {
  const output = new Float64Array(given[0].length);
  given.forEach((row, x) => {
    for (let y = 0; y < row.length; y++) output[y] += q[x] * row[y];
  });
  return output;
}
