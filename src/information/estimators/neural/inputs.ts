import { normalScores } from '../copula/normalScores';
import type { Variable } from '../../types/variable';

/** Samples as input of a network: float32, row-major [samples, width]. */
export interface NetworkInput {
  readonly values: Float32Array;
  readonly width: number;
}

/**
 * An outlier beyond this number of standard deviations would dominate the gradients, so its column enters by normal
 * scores.
 */
const heavyTail = 6;
/** A discrete column with more symbols than this enters as a number. */
const mostSymbols = 256;

/**
 * A variable as input of a network: discrete columns one-hot (the first layer embeds them), continuous ones
 * standardised, or by their normal scores where the tails are heavy. Invertible maps of single columns do not change
 * the information.
 */
export function networkInput(variable: Variable): NetworkInput {
  const { samples, dimensions, values, kind } = variable;
  const parts: Float32Array[] = [];
  for (let j = 0; j < dimensions; j++) {
    const column = Float64Array.from({ length: samples }, (_, i) => values[i * dimensions + j]);
    parts.push(...(kind === 'discrete' ? oneHot(column) : [standardised(column)]));
  }
  const width = parts.length;
  const joined = new Float32Array(samples * width);
  parts.forEach((part, j) => {
    for (let i = 0; i < samples; i++) joined[i * width + j] = part[i];
  });
  return { values: joined, width };
}

function standardised(column: Float64Array): Float32Array {
  const scaled = zScores(column);
  return Float32Array.from(
    scaled.some((value) => Math.abs(value) > heavyTail) ? zScores(normalScores(column, column.length, 1)) : scaled,
  );
}

function zScores(column: Float64Array): Float64Array {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  const deviation = Math.sqrt(
    column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, column.length - 1),
  );
  return column.map((value) => (deviation > 0 ? (value - mean) / deviation : 0));
}

function oneHot(column: Float64Array): Float32Array[] {
  const symbols = [...new Set(column)].sort((a, b) => a - b);
  if (symbols.length > mostSymbols) return [standardised(column)];
  const place = new Map(symbols.map((symbol, index) => [symbol, index]));
  const parts = symbols.map(() => new Float32Array(column.length));
  column.forEach((symbol, i) => {
    const index = place.get(symbol);
    if (index !== undefined) parts[index][i] = 1;
  });
  return parts;
}
