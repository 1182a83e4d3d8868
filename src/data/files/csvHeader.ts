import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { DataConfig } from '../../config/schema/data';

type FileConfig = Extract<DataConfig, { task: 'file' }>;

/** `apart`: columns of further targets, which are no inputs. */
export type CsvConfig = FileConfig & { readonly apart?: readonly string[] };

/** Column numbers. */
export interface Columns {
  readonly sequence: number;
  readonly features: readonly number[];
  readonly target: number | undefined;
}

/**
 * The columns that a config names, found in the header.
 * @throws InputError at the header's line where a column is missing or appears twice, or none is left for the inputs
 */
export function columnsOf(
  header: readonly string[],
  config: CsvConfig,
  { file, line }: { readonly file: string; readonly line: number },
): Columns {
  const { sequence, features, target } = config;
  const apart = new Set(config.apart);
  const find = (name: string, missing: (columns: string) => Sentence): number => {
    const index = header.indexOf(name);
    if (index < 0)
      throw new InputError(missing(header.map((column) => `"${column}"`).join(', ')), file, { line, column: 1 });
    return index;
  };
  const twice = header.find((name, i) => header.indexOf(name) !== i);
  if (twice !== undefined)
    throw new InputError(sentence('There are two columns "{0}". Give every column its own name.', twice), file, {
      line,
      column: 1,
    });
  const sequenceColumn = find(sequence, (columns) =>
    sentence('There is no column "{0}" for the sequence (data.sequence); the columns are {1}.', sequence, columns),
  );
  const targetColumn =
    target === undefined
      ? undefined
      : find(target, (columns) =>
          sentence('There is no column "{0}" for the target (data.target); the columns are {1}.', target, columns),
        );
  const chosen =
    features?.map((name) =>
      find(name, (columns) =>
        sentence('There is no column "{0}" for the inputs (data.features); the columns are {1}.', name, columns),
      ),
    ) ?? header.map((_, i) => i).filter((i) => i !== sequenceColumn && i !== targetColumn && !apart.has(header[i]));
  if (chosen.length === 0)
    throw new InputError(
      sentence('There is no input column besides the sequence and the target. Add at least one.'),
      file,
      { line, column: 1 },
    );
  return { sequence: sequenceColumn, features: chosen, target: targetColumn };
}
