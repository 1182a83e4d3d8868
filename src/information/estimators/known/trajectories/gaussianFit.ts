import { cholesky, solveLower } from '../../../numerics/cholesky';
import { centred, crossProduct } from '../../../numerics/products';

/**
 * ln q(h) of every row, nats, q the normal distribution with the moments of other rows. Whatever p(h) is, -E ln q(h) is
 * at least its entropy (Cover and Thomas 2006, theorem 8.6.1), if q does not depend on the rows.
 * @param others [count, units], independent of `rows`
 * @param rows [count, units]
 * @returns undefined where the others have no covariance of full rank
 */
export function gaussianFit(others: Float64Array, rows: Float64Array, units: number): Float64Array | undefined {
  const many = others.length / units;
  if (many <= units + 2) return undefined;
  const columns = centred(others, many, units);
  const factor = cholesky(
    crossProduct(columns, units, columns, units, many).map((sum) => sum / (many - 1)),
    units,
  );
  if (factor.size < units) return undefined;
  const count = rows.length / units;
  const scores = new Float64Array(rows.length);
  for (let j = 0; j < units; j++) {
    const mean = others[j] - columns[j];
    for (let i = 0; i < count; i++) scores[j * count + i] = rows[i * units + j] - mean;
  }
  solveLower(factor, scores, count);
  return Float64Array.from({ length: count }, (_, i) => {
    let sum = factor.logDeterminant + units * Math.log(2 * Math.PI);
    for (let at = i; at < scores.length; at += count) sum += scores[at] ** 2;
    return -sum / 2;
  });
}
