import { rowsReaching, type Stepped } from '../../data/realSteps';

/** With fewer sequences than this nothing is estimated: a probe trains on parts of them. */
const fewest = 20;

/**
 * The sequences that estimates are made of: all of them, or, where some are shorter, those that have the steps in
 * question. Equal sets have equal keys, so that variables over them are shared.
 */
export class RowSets {
  private readonly reaching = new Map<number, Int32Array>();
  private readonly bySize = new Map<number, Int32Array[]>();

  constructor(
    readonly all: Int32Array,
    private readonly steps: Stepped,
  ) {}

  /** The sequences that have step `time` (counted from 1), and so every later one; none where they are too few. */
  at(time: number): Int32Array {
    let rows = this.reaching.get(time);
    if (!rows) {
      const found = rowsReaching(this.steps, time, this.all);
      rows = found === this.all || found.length >= fewest ? found : new Int32Array(0);
      this.reaching.set(time, rows);
    }
    return rows;
  }

  key(rows: Int32Array): string {
    const known = this.bySize.get(rows.length) ?? [];
    this.bySize.set(rows.length, known);
    let place = known.findIndex((other) => other === rows || other.every((row, i) => row === rows[i]));
    if (place < 0) place = known.push(rows) - 1;
    return place === 0 ? String(rows.length) : `${rows.length}, set ${place}`;
  }
}
