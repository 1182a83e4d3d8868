import { sentence } from '../../base/sentence';
import type { FileNumbers, FileTable } from './fileTable';
import { gather } from './gather';
import type { RealSteps } from './lengths';

/** The most real steps of any sequence; `length` where all have every step. */
export const longestOf = (lengths: Int32Array | undefined, length: number): number =>
  lengths?.reduce((most, own) => Math.max(most, own), 0) ?? length;

/** A table of the real steps alone: padding in front is taken away, and steps that no sequence reaches. */
export function toRealSteps(table: FileTable, { starts, lengths }: RealSteps): FileTable {
  if (!starts) return cutToLongest({ ...table, lengths }, longestOf(lengths, table.inputs.length));
  const pieces = Array.from(lengths, (length, sequence) => ({
    sequence,
    steps: Int32Array.from({ length }, (_, step) => starts[sequence] + step),
  }));
  const said = sentence('Some sequences have padding in front: their real steps are moved to the start.');
  return gather({ ...table, said: [...(table.said ?? []), said] }, pieces);
}

/**
 * A table without the steps behind `longest`, which no sequence reaches: a tokenizer pads to a fixed length. Steps are
 * counted from the end, so that an array with such steps would have first steps that no sequence has.
 */
export function cutToLongest(table: FileTable, longest: number): FileTable {
  const { inputs, targets, lengths, ...rest } = table;
  return {
    ...rest,
    inputs: cut(inputs, longest),
    ...(targets && { targets: targets.at === 'every' ? { ...targets, ...cut(targets, longest) } : targets }),
    ...(lengths?.some((own) => own < longest) && { lengths }),
  };
}

function cut(numbers: FileNumbers, longest: number): FileNumbers {
  const { values, samples, length, features, blame } = numbers;
  if (longest >= length) return numbers;
  const own = longest * features;
  const placeOf = (index: number): number => Math.floor(index / own) * length * features + (index % own);
  return {
    ...numbers,
    values: Float64Array.from({ length: samples * own }, (_, i) => values[placeOf(i)]),
    length: longest,
    blame: (index, what) => blame(placeOf(index), what),
  };
}
