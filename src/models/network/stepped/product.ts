/** A matrix that rows are multiplied by, in double precision; its zeros cost nothing. */
export interface Product {
  readonly cost: number;
  /** out[j] += sum_i v[from + i] M[i, j] */
  add(v: Float64Array, from: number, out: Float64Array): void;
}

/** Matrices with a smaller share of other numbers than zero are kept as lists. */
const sparseBelow = 0.25;

/** @param columns of the matrix `values` [rows, columns] */
export function productOf(values: ArrayLike<number>, columns: number): Product {
  const rows = values.length / columns;
  const places: number[] = [];
  for (let at = 0; at < values.length; at++) if (values[at] !== 0) places.push(at);
  if (places.length < sparseBelow * values.length) return sparse(values, columns, places);
  const matrix = Float64Array.from(values);
  return {
    cost: values.length,
    add: (v, from, out) => {
      for (let i = 0, at = 0; i < rows; i++) {
        const value = v[from + i];
        if (value === 0) at += columns;
        else for (let j = 0; j < columns; j++) out[j] += value * matrix[at++];
      }
    },
  };
}

function sparse(values: ArrayLike<number>, columns: number, places: readonly number[]): Product {
  const rows = Int32Array.from(places, (at) => Math.floor(at / columns));
  const across = Int32Array.from(places, (at) => at % columns);
  const kept = Float64Array.from(places, (at) => values[at]);
  return {
    cost: Math.max(1, kept.length),
    add: (v, from, out) => {
      for (let k = 0; k < kept.length; k++) out[across[k]] += v[from + rows[k]] * kept[k];
    },
  };
}
