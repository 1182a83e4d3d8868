import type { Symbols } from '../estimators/discrete/symbols';
import type { Variable } from '../types/variable';

/** Samples of each different row from which a table or a decoder learns what it needs. */
const samplesARow = 20;
/** Rows of two-valued columns are symbols already with fewer. */
const samplesABinaryRow = 4;
/** A single column with more values than this is a number that was rounded: its order says more than its identity. */
const mostOfOneColumn = 12;

/**
 * Whether numbers are symbols: their rows have so few different values that each is seen often (one-hot columns,
 * rounded or saturated states, the states of few histories). A continuous variable has N different rows with
 * probability 1, so this never happens by chance.
 */
export function areSymbols(variable: Variable, rows: Symbols): boolean {
  if (variable.kind === 'discrete') return false;
  const { samples, dimensions } = variable;
  if (rows.alphabet * samplesABinaryRow > samples) return false;
  if (dimensions === 1) return rows.alphabet <= mostOfOneColumn && rows.alphabet * samplesARow <= samples;
  return rows.alphabet * samplesARow <= samples || hasBinaryColumns(variable);
}

function hasBinaryColumns({ values, samples, dimensions }: Variable): boolean {
  for (let j = 0; j < dimensions; j++) {
    const one = values[j];
    let other = one;
    for (let i = j; i < samples * dimensions; i += dimensions) {
      if (values[i] === one || values[i] === other) continue;
      if (other !== one) return false;
      other = values[i];
    }
  }
  return true;
}

/** The variable with each row replaced by its symbol; of one column, symbols are in the order of its values. */
export function asSymbols(variable: Variable, rows: Symbols): Variable {
  const { name, values, samples, dimensions } = variable;
  let place = (code: number): number => code;
  if (dimensions === 1) {
    const sorted = [...new Set(values)].sort((a, b) => a - b);
    const order = new Map(sorted.map((value, i) => [value, i]));
    const byCode = new Int32Array(rows.alphabet);
    for (let i = 0; i < samples; i++) byCode[rows.codes[i]] = order.get(values[i]) ?? 0;
    place = (code) => byCode[code];
  }
  return { name, kind: 'discrete', values: Float64Array.from(rows.codes, place), samples, dimensions: 1 };
}
