/** Steps of a coded table in one root mean square of its entries. */
const stepsInDeviation = 8;

export interface CodedTable {
  /** The table as it comes back from its code. */
  readonly values: Float32Array;
  /** Length of the code, bits. */
  readonly bits: number;
}

/**
 * A table rounded to an eighth of the root mean square of its entries, and the length of its code: that of an adaptive
 * code which begins with half a count for every integer of the range (Krichevsky and Trofimov 1981, section III), which
 * an arithmetic coder reaches up to two bits. The step and the ends of the range are three numbers of 32 bits.
 */
export function codedTable(table: Float32Array): CodedTable {
  const squares = table.reduce((sum, value) => sum + value ** 2, 0);
  const step = Math.sqrt(squares / table.length) / stepsInDeviation;
  if (!(step > 0)) return { values: table.slice(), bits: header };
  const integers = Int32Array.from(table, (value) => Math.round(value / step));
  const least = integers.reduce((a, b) => Math.min(a, b));
  const range = integers.reduce((a, b) => Math.max(a, b)) - least + 1;
  const counts = new Float64Array(range).fill(0.5);
  let bits = header + 2;
  integers.forEach((integer, seen) => {
    const place = integer - least;
    bits -= Math.log2(counts[place] / (seen + range / 2));
    counts[place]++;
  });
  return { values: Float32Array.from(integers, (integer) => integer * step), bits };
}

const header = 3 * 32;
