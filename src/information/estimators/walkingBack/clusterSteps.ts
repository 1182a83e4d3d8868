/**
 * The cluster before a step, given the one after it and the symbol: shares of counted transitions. They carry whole
 * beliefs back, so that what one step leaves open the next may close.
 */
export class ClusterSteps {
  /** Counts by symbol, [after, before]. */
  private readonly tables = new Map<number, Float64Array>();
  private readonly usual: Float64Array;

  /** Symbol `symbols[i]` led from cluster `before[i]` to `after[i]`, of `count` clusters. */
  constructor(
    private readonly count: number,
    before: Int32Array,
    symbols: Int32Array,
    after: Int32Array,
  ) {
    this.usual = new Float64Array(count);
    symbols.forEach((symbol, i) => {
      const table = this.tables.get(symbol) ?? new Float64Array(count * count);
      this.tables.set(symbol, table);
      table[after[i] * count + before[i]]++;
      this.usual[before[i]] += 1 / symbols.length;
    });
    for (const table of this.tables.values()) this.complete(table);
  }

  /** Beliefs [rows, count] before a step; a negative symbol stands for no step. */
  before(after: Float64Array, symbols: Int32Array): Float64Array {
    const { count, tables, usual } = this;
    const out = new Float64Array(after.length);
    symbols.forEach((symbol, i) => {
      const from = i * count;
      const table = tables.get(symbol);
      if (symbol < 0) out.set(after.subarray(from, from + count), from);
      else if (!table) out.set(usual, from);
      else
        for (let a = 0; a < count; a++) {
          const belief = after[from + a];
          if (belief > 0) for (let b = 0; b < count; b++) out[from + b] += belief * table[a * count + b];
        }
    });
    return out;
  }

  /**
   * Counts become shares. A cluster that a symbol was not seen to lead to came, it is guessed, from one of those that
   * it was not seen to lead away from: in a group every symbol is a permutation of the states.
   */
  private complete(table: Float64Array): void {
    const { count, usual } = this;
    const left = usual.slice();
    for (let k = 0; k < table.length; k++) if (table[k] > 0) left[k % count] = 0;
    const guess = normalized(left) ?? usual;
    for (let a = 0; a < count; a++) {
      const row = table.subarray(a * count, (a + 1) * count);
      row.set(normalized(row) ?? guess);
    }
  }
}

function normalized(row: Float64Array): Float64Array | undefined {
  const sum = row.reduce((total, value) => total + value, 0);
  return sum > 0 ? row.map((value) => value / sum) : undefined;
}
