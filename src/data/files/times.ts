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

/**
 * Where series stand one below the other without a column that tells them apart, times go back at each new one, and
 * those of the parts overlap. Putting such rows in order would mix the series, so each part is one of its own.
 * @returns the part of each row, and how many there are; undefined where the times never go back, or the parts follow
 *   each other in time, so that they can be put in order
 */
export function partsOf(values: Float64Array): { readonly partOf: Float64Array; readonly parts: number } | undefined {
  const partOf = new Float64Array(values.length);
  const spans: { from: number; to: number; rows: number }[] = [];
  values.forEach((time, row) => {
    if (row === 0 || time < values[row - 1]) spans.push({ from: time, to: time, rows: 0 });
    const span = spans[spans.length - 1];
    span.to = time;
    span.rows++;
    partOf[row] = spans.length - 1;
  });
  // Rows in no order at all are no series below each other.
  if (spans.length < 2 || values.length < fewestRows * spans.length) return undefined;
  const sorted = [...spans].sort((a, b) => a.from - b.from);
  const overlap = sorted.some((span, i) => i > 0 && span.from <= sorted[i - 1].to);
  return overlap ? { partOf, parts: spans.length } : undefined;
}

/** Rows of a part on average. */
const fewestRows = 4;

/** Says that a table's rows are several series. */
export const saidOfParts = (name: string, parts: number): Sentence =>
  sentence(
    'The time in "{0}" goes back {1} times: the rows between are read as series of their own, and no window crosses ' +
      'from one to the next. If a column tells the series apart, name it: "sequence".',
    name,
    parts - 1,
  );

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
