import { sentence, type Sentence } from '../../base/sentence';

/** The entries of a column of timestamps, numbers that grow with time. */
export interface Times {
  readonly name: string;
  readonly values: Float64Array;
}

/** Steps of time that differ by less than this share of the median are even: clocks are read with some delay. */
const evenShare = 0.1;

/** The rows of all sequences in the order of time, or in the file's where there are no timestamps. */
export function orderOfRows(
  sequenceOf: Float64Array,
  sequences: number,
  times: Times | undefined,
): { order: Int32Array; said: readonly Sentence[] } {
  const order = Int32Array.from({ length: sequenceOf.length }, (_, row) => row);
  if (!times) return { order, said: [] };
  const { name, values } = times;
  const said: Sentence[] = [sentence('"{0}" is read as the time of each step. It is no input.', name)];
  if (!isOrdered(sequenceOf, sequences, values)) {
    // Sorting is stable: rows of the same time keep the file's order.
    order.sort((a, b) => values[a] - values[b]);
    said.push(sentence('The rows are put in the order of "{0}".', name));
  }
  const uneven = unevenShare(sequenceOf, sequences, order, values);
  if (uneven > 0)
    said.push(
      sentence(
        '{0} % of the steps in "{1}" are longer or shorter than usual. Lags count steps, not time.',
        Math.max(1, Math.round(100 * uneven)),
        name,
      ),
    );
  return { order, said };
}

function isOrdered(sequenceOf: Float64Array, sequences: number, values: Float64Array): boolean {
  const latest = new Float64Array(sequences).fill(-Infinity);
  return values.every((time, row) => {
    const ordered = time >= latest[sequenceOf[row]];
    latest[sequenceOf[row]] = time;
    return ordered;
  });
}

function unevenShare(sequenceOf: Float64Array, sequences: number, order: Int32Array, values: Float64Array): number {
  const latest = new Float64Array(sequences).fill(NaN);
  const steps: number[] = [];
  for (const row of order) {
    const step = values[row] - latest[sequenceOf[row]];
    if (!Number.isNaN(step)) steps.push(step);
    latest[sequenceOf[row]] = values[row];
  }
  if (steps.length === 0) return 0;
  const median = Float64Array.from(steps).sort()[Math.floor(steps.length / 2)];
  return steps.filter((step) => Math.abs(step - median) > evenShare * median).length / steps.length;
}
