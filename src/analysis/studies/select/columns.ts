import type { Dataset, Sequences, SequenceSet } from '../../../data/dataset';

/** The dataset with these columns of its inputs alone, in this order. */
export function withColumns(dataset: Dataset, columns: readonly number[]): Dataset {
  const of = (set: SequenceSet): SequenceSet => ({ ...set, inputs: picked(set.inputs, columns) });
  return { ...dataset, training: of(dataset.training), heldOut: of(dataset.heldOut) };
}

function picked(inputs: Sequences, columns: readonly number[]): Sequences {
  const { values, samples, length, features, scale } = inputs;
  const own = columns.length;
  const kept = new Float32Array(samples * length * own);
  for (let i = 0; i < samples * length; i++)
    columns.forEach((column, j) => (kept[i * own + j] = values[i * features + column]));
  const of = (numbers: Float64Array): Float64Array => Float64Array.from(columns, (column) => numbers[column]);
  return {
    ...inputs,
    values: kept,
    features: own,
    ...(inputs.columns && { columns: columns.map((column) => inputs.columns?.[column] ?? String(column)) }),
    ...(scale && { scale: { means: of(scale.means), deviations: of(scale.deviations) } }),
  };
}
