import { argsort } from '../linear/argsort';
import type { Pacer } from '../neighbors/pacer';
import { standardNormalQuantile } from '../special';

/** Ranks 1 ... N of a column; tied values share the mean of their ranks. */
export function ranks(column: Float64Array): Float64Array {
  const count = column.length;
  const order = argsort(column);
  const out = new Float64Array(count);
  for (let from = 0; from < count;) {
    let to = from + 1;
    while (to < count && column[order[to]] === column[order[from]]) to++;
    const mean = (from + 1 + to) / 2;
    for (let i = from; i < to; i++) out[order[i]] = mean;
    from = to;
  }
  return out;
}

const tables = new Map<number, Float64Array>();

/** Phi^-1(r / (N+1)) for half ranks r = 0, 1/2, 1, ... */
function scoreTable(count: number): Float64Array {
  let table = tables.get(count);
  if (table === undefined) {
    table = new Float64Array(2 * count + 1);
    for (let i = 1; i <= 2 * count; i++) table[i] = standardNormalQuantile(i / (2 * (count + 1)));
    if (tables.size > 8) tables.clear();
    tables.set(count, table);
  }
  return table;
}

/** The normal scores of every column, row-major [samples, dimensions]: Phi^-1(rank / (N+1)) (Ince et al. 2017, eq. 13). */
export function normalScores(values: Float64Array, samples: number, dimensions: number): Float64Array {
  const out = new Float64Array(values.length);
  for (let column = 0; column < dimensions; column++) scoreColumn(values, samples, dimensions, column, out);
  return out;
}

/** The same with breathing points. @throws CancelledError */
export async function pacedNormalScores(values: Float64Array, samples: number, dimensions: number, pacer: Pacer): Promise<Float64Array> {
  const out = new Float64Array(values.length);
  for (let column = 0; column < dimensions; column++) {
    scoreColumn(values, samples, dimensions, column, out);
    if (pacer.due()) await pacer.rest();
  }
  return out;
}

function scoreColumn(values: Float64Array, samples: number, dimensions: number, which: number, out: Float64Array): void {
  const table = scoreTable(samples);
  const column = new Float64Array(samples);
  for (let i = 0, at = which; i < samples; i++, at += dimensions) column[i] = values[at];
  const order = argsort(column);
  for (let from = 0; from < samples;) {
    let to = from + 1;
    const value = column[order[from]];
    while (to < samples && column[order[to]] === value) to++;
    const score = table[from + 1 + to];
    for (let i = from; i < to; i++) out[order[i] * dimensions + which] = score;
    from = to;
  }
}
