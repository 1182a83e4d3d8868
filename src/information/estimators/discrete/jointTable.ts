import type { Symbols } from './symbols';

/** The cells of a contingency table that hold at least one sample. */
export interface JointTable {
  readonly samples: number;
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly counts: Int32Array;
}

const denseCells = 1 << 21;

export function jointTable(x: Symbols, y: Symbols): JointTable {
  const samples = x.codes.length;
  const xs: number[] = [];
  const ys: number[] = [];
  const counts: number[] = [];
  const add = (cell: number | undefined, i: number): number => {
    if (cell !== undefined) {
      counts[cell]++;
      return cell;
    }
    xs.push(x.codes[i]);
    ys.push(y.codes[i]);
    return counts.push(1) - 1;
  };
  const cells = x.alphabet * y.alphabet;
  if (cells <= denseCells) {
    const cellOf = new Int32Array(cells);
    for (let i = 0; i < samples; i++) {
      const key = x.codes[i] * y.alphabet + y.codes[i];
      cellOf[key] = add(cellOf[key] === 0 ? undefined : cellOf[key] - 1, i) + 1;
    }
  } else {
    const cellOf = new Map<number, number>();
    for (let i = 0; i < samples; i++) {
      const key = x.codes[i] * y.alphabet + y.codes[i];
      cellOf.set(key, add(cellOf.get(key), i));
    }
  }
  return { samples, x: Int32Array.from(xs), y: Int32Array.from(ys), counts: Int32Array.from(counts) };
}
