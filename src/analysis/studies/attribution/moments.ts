import type { Sequences } from '../../../data/dataset';
import { isPadded } from '../../../data/realSteps';

/** Of every place of a sequence, [steps, columns]: what noise is drawn from. */
export interface PlaceMoments {
  readonly means: Float64Array;
  /** Standard deviations; 0 where a value never changes. */
  readonly deviations: Float64Array;
}

/**
 * Means and deviations over sequences (Schulz et al. 2020, section 3.1). Steps of padded sequences have no common
 * place, so that those of a column are of all its real steps.
 */
export function momentsOf(inputs: Sequences): PlaceMoments {
  const { values, samples, length, features, lengths } = inputs;
  const cells = length * features;
  const place = isPadded(inputs) ? (cell: number): number => cell % features : (cell: number): number => cell;
  const counts = new Float64Array(cells);
  const [sums, squares] = [new Float64Array(cells), new Float64Array(cells)];
  const each = (take: (cell: number, value: number) => void): void => {
    for (let row = 0; row < samples; row++)
      for (let cell = 0; cell < (lengths?.[row] ?? length) * features; cell++)
        take(place(cell), values[row * cells + cell]);
  };
  each((cell, value) => {
    counts[cell]++;
    sums[cell] += value;
  });
  const own = sums.map((sum, cell) => sum / Math.max(1, counts[cell]));
  each((cell, value) => (squares[cell] += (value - own[cell]) ** 2));
  const of = (from: Float64Array): Float64Array => Float64Array.from({ length: cells }, (_, cell) => from[place(cell)]);
  return { means: of(own), deviations: of(squares.map((sum, cell) => Math.sqrt(sum / Math.max(1, counts[cell])))) };
}
