import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { FileNumbers, FileTable } from './fileTable';

/**
 * The table with the input columns that the config numbers, in that order; all of them where it numbers none.
 * @throws InputError where there is no column of a number
 */
export function withFeatures(
  table: FileTable,
  wanted: readonly (string | number)[] | undefined,
  file: string,
): FileTable {
  const { inputs } = table;
  const numbers = wanted?.filter((feature) => typeof feature === 'number');
  if (!numbers || numbers.length === 0)
    return { ...table, inputs: { ...inputs, columns: inputs.columns ?? namesOf(inputs) } };
  const { origins = Array.from({ length: inputs.features }, (_, j) => j) } = inputs;
  const count = Math.max(...origins) + 1;
  const beyond = numbers.find((feature) => feature >= count);
  if (beyond !== undefined)
    throw new InputError(
      sentence(
        'There is no column {0} for the inputs (data.features): they have columns 0 to {1}. Write some of these: ' +
          '"features": [{1}].',
        beyond,
        count - 1,
      ),
      file,
      undefined,
      ['data', 'features'],
    );
  // A column of words is several numbers of a step.
  const places = numbers.flatMap((feature) => [...origins.keys()].filter((place) => origins[place] === feature));
  return { ...table, inputs: pick(inputs, places) };
}

const namesOf = ({ features }: FileNumbers): string[] => Array.from({ length: features }, (_, j) => String(j));

function pick(numbers: FileNumbers, columns: readonly number[]): FileNumbers {
  const { values, samples, length, features, blame } = numbers;
  const own = columns.length;
  const picked = Float64Array.from(
    { length: samples * length * own },
    (_, i) => values[Math.floor(i / own) * features + columns[i % own]],
  );
  return {
    ...numbers,
    values: picked,
    features: own,
    columns: columns.map((column) => numbers.columns?.[column] ?? String(column)),
    blame: (index, what) => blame(Math.floor(index / own) * features + columns[index % own], what),
  };
}
