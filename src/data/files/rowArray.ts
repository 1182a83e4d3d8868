import { isDiscrete, type NdArray } from '../npy/ndArray';
import { NpyFile } from '../npy/npyFile';
import type { ArrayPlace } from './arrayPlace';
import type { FileNumbers } from './fileTable';
import { kindsOf } from './labels';

/** The rows of a file that are wanted, in this order. */
export interface SomeRows {
  readonly rows: Int32Array;
  /** Rows that the file must have. */
  readonly samples: number;
  /** Real steps of every row of the file; absent where all have every step. */
  readonly lengths?: Int32Array | undefined;
  /** The place of the first real step of every row of the file; absent where all begin at 0. */
  readonly starts?: Int32Array | undefined;
}

/** An array, or some of its rows. */
export interface RowArray extends NdArray {
  /** Where each row stands in the file; absent where all are there. */
  readonly rows?: Int32Array;
  /** The shape of the whole array. */
  readonly fileShape: readonly number[];
  /** The file has one series, [steps, ...]; here it is the only sequence, [1, steps, ...]. */
  readonly series?: true;
  readonly whole?: NonNullable<FileNumbers['whole']>;
}

/**
 * An array, or the wanted rows of it. Integers are read as a whole, because which numbers occur says how many symbols
 * or classes there are; of other numbers only the bytes of the rows are read.
 */
export async function readArray(
  { path, member }: ArrayPlace,
  some: SomeRows | undefined,
  signal?: AbortSignal,
): Promise<RowArray> {
  const file = await NpyFile.open(path, member);
  try {
    const fileShape = file.header.shape;
    // An array of another number of rows is refused by who reads it.
    if (!some || file.rows !== some.samples) return { ...(await file.read(0, file.rows, signal)), fileShape };
    const { rows } = some;
    if (!isDiscrete(file.header.type)) return { ...(await file.readRows(rows, signal)), rows, fileShape };
    const all = await file.read(0, file.rows, signal);
    const width = all.data.length / file.rows;
    const data = all.data.slice(0, rows.length * width);
    rows.forEach((row, place) => {
      data.set(all.data.subarray(row * width, (row + 1) * width), place * width);
    });
    const whole = { kinds: kindsOf(realNumbers(all, some)), count: all.data.length };
    return { ...all, shape: [rows.length, ...all.shape.slice(1)], data, rows, whole, fileShape };
  } finally {
    await file.close();
  }
}

/** The numbers at real steps; those of an array without a time axis are all real. */
function realNumbers({ data, shape }: NdArray, { lengths, starts }: SomeRows): ArrayLike<number> {
  if (!lengths || shape.length < 2) return data;
  const [rows, length] = shape;
  const width = data.length / rows;
  const step = width / length;
  // Padding is replaced by a number that is there anyway.
  const there = data[(starts?.[0] ?? 0) * step];
  const real = data.slice();
  for (let row = 0; row < rows; row++) {
    const from = starts?.[row] ?? 0;
    real.fill(there, row * width, row * width + from * step);
    real.fill(there, row * width + Math.min(from + lengths[row], length) * step, (row + 1) * width);
  }
  return real;
}
