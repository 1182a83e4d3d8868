import { cholesky, solveLower } from '../../../numerics/cholesky';
import { meanAndVariance } from '../../../types/measurement';
import type { Control } from './controlledMean';

/**
 * (h - mean)' C^-1 (h - mean)/2 of every state: for a Gaussian state -ln p(h) up to a constant, and near to it for many
 * others. Mean and covariance C come from one half of `others`, the control's expectation from the other half.
 * @param values of the states, [count, dimensions]
 * @param others further draws of the same law, [count, dimensions]
 */
export function quadraticControl(values: Float64Array, others: Float64Array, dimensions: number): Control | undefined {
  const half = Math.floor(others.length / dimensions / 2);
  if (half < 4 * dimensions + 16) return undefined;
  const first = others.subarray(0, half * dimensions);
  const mean = new Float64Array(dimensions);
  for (let i = 0; i < first.length; i++) mean[i % dimensions] += first[i] / half;
  const covariance = new Float64Array(dimensions ** 2);
  for (let i = 0; i < half; i++)
    for (let a = 0; a < dimensions; a++)
      for (let b = 0, left = first[i * dimensions + a] - mean[a]; b < dimensions; b++)
        covariance[a * dimensions + b] += (left * (first[i * dimensions + b] - mean[b])) / half;
  const factor = cholesky(covariance, dimensions);
  if (factor.size < dimensions) return undefined;
  const of = (rows: Float64Array): Float64Array => {
    const count = rows.length / dimensions;
    const columns = new Float64Array(rows.length);
    for (let i = 0; i < count; i++)
      for (let d = 0; d < dimensions; d++) columns[d * count + i] = rows[i * dimensions + d] - mean[d];
    solveLower(factor, columns, count);
    const out = new Float64Array(count);
    for (let d = 0, at = 0; d < dimensions; d++) for (let i = 0; i < count; i++, at++) out[i] += columns[at] ** 2 / 2;
    return out;
  };
  const rest = of(others.subarray(half * dimensions));
  const { mean: expected, variance } = meanAndVariance(rest);
  return { values: of(values), mean: expected, error: Math.sqrt(variance / rest.length) };
}
