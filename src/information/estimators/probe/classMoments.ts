import type { Fold } from './folds';

/** Moments of the rows outside a fold. Of the matrices [size, size] only the lower triangle is filled. */
export interface ClassMoments {
  readonly counts: Float64Array;
  readonly means: readonly Float64Array[];
  /** Sums of squares and products about the means. */
  readonly scatters: readonly Float64Array[];
  /** The mean covariance within classes. */
  readonly pooled: Float64Array;
}

/** Sums over the rows of one class in one fold. */
interface RawSums {
  count: number;
  readonly sums: Float64Array;
  readonly products: Float64Array;
}

/**
 * Means and scatter matrices of each class outside each fold, from sums over each fold, so that a row is visited once.
 * Columns are whitened, so that sums of squares about 0 lose no digits that matter.
 * @param rows [samples, width]; the last column is left out
 */
export function momentsOutside(
  rows: Float64Array,
  width: number,
  labels: Int32Array,
  classes: number,
  folds: readonly Fold[],
): ClassMoments[] {
  const size = width - 1;
  const inside = folds.map((fold) => sumsOf(rows, width, labels, classes, fold));
  const all = Array.from({ length: classes }, (_, k) => total(inside.map((ofFold) => ofFold[k])));
  return inside.map((ofFold) => {
    const rest = all.map((whole, k) => less(whole, ofFold[k]));
    const means = rest.map(({ sums, count }) => sums.map((sum) => sum / Math.max(1, count)));
    const scatters = rest.map(({ products, count }, k) => aboutMean(products, means[k], count));
    const counts = Float64Array.from(rest, ({ count }) => count);
    const samples = counts.reduce((sum, count) => sum + count, 0);
    const pooled = new Float64Array(size * size);
    for (const scatter of scatters) for (let at = 0; at < pooled.length; at++) pooled[at] += scatter[at] / samples;
    return { counts, means, scatters, pooled };
  });
}

function sumsOf(rows: Float64Array, width: number, labels: Int32Array, classes: number, { from, to }: Fold): RawSums[] {
  const size = width - 1;
  const found = Array.from({ length: classes }, () => emptySums(size));
  for (let i = from; i < to; i++) {
    const of = found[labels[i]];
    of.count++;
    addRow(rows, i * width, size, of.sums, of.products);
  }
  return found;
}

function addRow(rows: Float64Array, row: number, size: number, sums: Float64Array, products: Float64Array): void {
  for (let r = 0; r < size; r++) {
    const value = rows[row + r];
    sums[r] += value;
    const at = r * size;
    for (let c = 0; c <= r; c++) products[at + c] += value * rows[row + c];
  }
}

const emptySums = (size: number): RawSums => ({
  count: 0,
  sums: new Float64Array(size),
  products: new Float64Array(size * size),
});

function total(parts: readonly RawSums[]): RawSums {
  const whole = emptySums(parts[0].sums.length);
  for (const { count, sums, products } of parts) {
    whole.count += count;
    for (let i = 0; i < sums.length; i++) whole.sums[i] += sums[i];
    for (let i = 0; i < products.length; i++) whole.products[i] += products[i];
  }
  return whole;
}

const less = (whole: RawSums, part: RawSums): RawSums => ({
  count: whole.count - part.count,
  sums: whole.sums.map((sum, i) => sum - part.sums[i]),
  products: whole.products.map((sum, i) => sum - part.products[i]),
});

function aboutMean(products: Float64Array, mean: Float64Array, count: number): Float64Array {
  const size = mean.length;
  for (let r = 0; r < size; r++) for (let c = 0; c <= r; c++) products[r * size + c] -= count * mean[r] * mean[c];
  return products;
}
