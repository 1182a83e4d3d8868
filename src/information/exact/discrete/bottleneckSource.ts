/** Shares below this tell nothing that a double can hold, and are taken for 0. */
const negligible = 1e-100;

/** p(x) and p(y|x) as the iterations read them: x and y that never happen are left out. */
export interface BottleneckSource {
  readonly inputs: number;
  readonly outputs: number;
  /** [inputs]. */
  readonly px: Float64Array;
  /** p(y|x), [inputs, outputs]. */
  readonly given: Float64Array;
  /** [outputs]. */
  readonly py: Float64Array;
  /** sum_y p(y|x) ln p(y|x), [inputs]; nats. */
  readonly order: Float64Array;
}

/** @param joint p(x,y), one row an x; some entry is above 0 */
export function readBottleneckSource(joint: readonly ArrayLike<number>[]): BottleneckSource {
  const rows = joint
    .map((row) => Float64Array.from(row, (p) => (p > negligible ? p : 0)))
    .filter((row) => row.some((p) => p > 0));
  const columns = new Float64Array(rows[0].length);
  for (const row of rows) for (let y = 0; y < row.length; y++) columns[y] += row[y];
  const total = columns.reduce((sum, p) => sum + p, 0);
  const used = [...columns.keys()].filter((y) => columns[y] > 0);
  const inputs = rows.length;
  const outputs = used.length;
  const px = Float64Array.from(rows, (row) => row.reduce((sum, p) => sum + p, 0) / total);
  const given = new Float64Array(inputs * outputs);
  const order = new Float64Array(inputs);
  rows.forEach((row, x) =>
    used.forEach((y, i) => {
      const p = row[y] / (px[x] * total);
      given[x * outputs + i] = p;
      if (p > 0) order[x] += p * Math.log(p);
    }),
  );
  return { inputs, outputs, px, given, py: Float64Array.from(used, (y) => columns[y] / total), order };
}

/** I(X;Y) = sum_x p(x) D(p(.|x) || p(.)), nats. */
export function informationOf(source: BottleneckSource): number {
  const divergences = new Float64Array(source.inputs);
  divergencesFrom(source, source.py.map(logarithm), divergences);
  return divergences.reduce((sum, nats, x) => sum + source.px[x] * nats, 0);
}

/** The logarithm of a probability; of none at all, so low that nothing is left of it and products stay finite. */
export const logarithm = (p: number): number => (p > 0 ? Math.log(p) : -1e9);

/** D(p(.|x) || s) for every x, [inputs], from ln s; nats. */
export function divergencesFrom(source: BottleneckSource, logs: Float64Array, into: Float64Array): void {
  const { inputs, outputs, given, order } = source;
  for (let x = 0, at = 0; x < inputs; x++, at += outputs) {
    let even = order[x];
    let odd = 0;
    let y = 0;
    for (; y + 1 < outputs; y += 2) {
      even -= given[at + y] * logs[y];
      odd -= given[at + y + 1] * logs[y + 1];
    }
    if (y < outputs) even -= given[at + y] * logs[y];
    into[x] = Math.max(0, even + odd);
  }
}
