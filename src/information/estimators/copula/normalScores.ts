import { argsort } from '../../numerics/argsort';
import type { Breather } from '../../numerics/breather';
import { standardNormalQuantile } from '../../numerics/special';

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

/** Columns in normal scores, centred. */
export interface RankedColumns {
  /** Row-major [samples, dimensions]. */
  readonly columns: Float64Array;
  /** The largest share of samples in one column whose value occurs there more than once. */
  readonly tieShare: number;
}

/**
 * The normal scores of every column, row-major [samples, dimensions]: Phi^-1(rank / (N+1)) (Ince et al. 2017, eq. 13).
 */
export function normalScores(values: Float64Array, samples: number, dimensions: number): Float64Array {
  const ranking = new Ranking(values, samples, dimensions, false);
  while (ranking.left) ranking.advance();
  return ranking.columns;
}

/** The same, centred, with the share of ties and pauses for cancellation. @throws CancelledError */
export async function pacedCentredScores(
  values: Float64Array,
  samples: number,
  dimensions: number,
  breather: Breather,
): Promise<RankedColumns> {
  const ranking = new Ranking(values, samples, dimensions, true);
  while (ranking.left) {
    ranking.advance();
    if (breather.due()) await breather.rest();
  }
  return { columns: ranking.columns, tieShare: ranking.mostTied / samples };
}

/** Columns that are copied out of the rows and back together: one cache line. */
const together = 8;

class Ranking {
  readonly columns: Float64Array;
  mostTied = 0;
  private readonly block: Float64Array;
  private next = 0;

  constructor(
    private readonly values: Float64Array,
    private readonly samples: number,
    private readonly dimensions: number,
    private readonly centre: boolean,
  ) {
    this.columns = new Float64Array(values.length);
    this.block = new Float64Array(samples * Math.min(together, dimensions));
  }

  get left(): boolean {
    return this.next < this.dimensions;
  }

  /** Ranks the next few columns. */
  advance(): void {
    const { samples, dimensions, block, next, values, columns } = this;
    const count = Math.min(together, dimensions - next);
    for (let i = 0, at = next; i < samples; i++, at += dimensions)
      for (let c = 0; c < count; c++) block[c * samples + i] = values[at + c];
    for (let c = 0; c < count; c++) {
      const column = block.subarray(c * samples, (c + 1) * samples);
      this.mostTied = Math.max(this.mostTied, toScores(column));
      if (this.centre) takeOffMean(column);
    }
    for (let i = 0, at = next; i < samples; i++, at += dimensions)
      for (let c = 0; c < count; c++) columns[at + c] = block[c * samples + i];
    this.next += count;
  }
}

function takeOffMean(column: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < column.length; i++) sum += column[i];
  const mean = sum / column.length;
  for (let i = 0; i < column.length; i++) column[i] -= mean;
}

/** Replaces a column by its scores; returns how many of its values occur more than once. */
function toScores(column: Float64Array): number {
  const samples = column.length;
  const table = scoreTable(samples);
  const order = argsort(column);
  let tied = 0;
  for (let from = 0; from < samples;) {
    let to = from + 1;
    const value = column[order[from]];
    while (to < samples && column[order[to]] === value) to++;
    if (to > from + 1) tied += to - from;
    const score = table[from + 1 + to];
    for (let i = from; i < to; i++) column[order[i]] = score;
    from = to;
  }
  return tied;
}
