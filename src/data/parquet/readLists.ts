import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { FileTable } from '../files/fileTable';
import { SequenceReader } from '../files/sequenceReader';
import type { TableConfig } from '../files/tableColumns';
import { parquetItem } from './parquetCells';
import { isRead, type ParquetColumn } from './parquetColumn';
import type { ParquetFile } from './parquetFile';
import { rowError } from './readRows';

/** The columns of a table whose rows are whole sequences. */
interface ListColumns {
  /** Lists with one entry per step. */
  readonly features: readonly ParquetColumn[];
  readonly targets: readonly ParquetColumn[];
  readonly mask: ParquetColumn | undefined;
}

/** Rows of sequences: a list of numbers, words or vectors for the inputs; a list, or one label, for the target. */
export async function readParquetLists(
  parquet: ParquetFile,
  config: TableConfig,
  signal?: AbortSignal,
): Promise<FileTable> {
  const file = parquet.path;
  const { features, targets, mask } = listColumns(parquet, config);
  const labels = targets.length > 1 && targets.every(({ depth }) => depth === 0);
  const reader = new SequenceReader(
    'target',
    { missing: config.missing, tagsAtEnd: labels || (config.targetAs === 'tags' && config.targetAt === 'end') },
    (place, what) => rowError(file, place, what),
    features.length > 1 && features.every(({ depth }) => depth === 1) ? features.map(({ name }) => name) : undefined,
  );
  const names = [...features, ...targets, ...(mask ? [mask] : [])].map(({ name }) => name);
  for await (const { from, count, columns } of parquet.read(names, signal)) {
    for (let i = 0; i < count; i++) {
      const blame = (_: unknown, what: Sentence): InputError => rowError(file, from + i, what);
      const row = columns.map((values) => parquetItem(values[i], (what) => blame([], what)));
      const real = mask && listOf(row[names.length - 1], mask.name, blame);
      const keep = (value: unknown): unknown => (real && Array.isArray(value) ? realSteps(value, real, blame) : value);
      const own = row.slice(features.length, features.length + targets.length);
      reader.add({
        inputs: keep(stepsOf(row.slice(0, features.length), features, blame)),
        targets: labels ? own : keep(own.length > 1 ? stepsOf(own, targets, blame) : own[0]),
        place: from + i,
        blame,
      });
    }
  }
  const areFloats = (chosen: readonly ParquetColumn[]): boolean => chosen.some(({ kind }) => kind === 'float');
  return reader.finish({ inputs: areFloats(features), targets: areFloats(targets) });
}

type Blame = (path: readonly never[], what: Sentence) => InputError;

/** Lists side by side: one is the steps themselves, several have a number of each step. */
function stepsOf(lists: readonly unknown[], columns: readonly ParquetColumn[], blame: Blame): unknown {
  const all = lists.map((list, at) => listOf(list, columns[at].name, blame));
  if (all.length === 1) return all[0];
  const odd = all.findIndex(({ length }) => length !== all[0].length);
  if (odd > 0)
    throw blame(
      [],
      sentence(
        'The list "{0}" has {1} steps, but "{2}" has {3}. Write as many in each, or name one column in "features".',
        columns[odd].name,
        all[odd].length,
        columns[0].name,
        all[0].length,
      ),
    );
  return all[0].map((_, t) => all.flatMap((list) => [list[t]].flat()));
}

function listOf(value: unknown, name: string, blame: Blame): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw blame(
    [],
    sentence('There is no list in column "{0}". Write one in every row, or leave the row out: table.dropna().', name),
  );
}

/** The steps of a list that a mask keeps. */
function realSteps(steps: readonly unknown[], mask: readonly unknown[], blame: Blame): readonly unknown[] {
  if (mask.length !== steps.length)
    throw blame(
      [],
      sentence(
        'The mask has {0} entries for {1} steps. Write one for each step: 1 for a real one, 0 for padding.',
        mask.length,
        steps.length,
      ),
    );
  const odd = mask.find((real) => real !== 0 && real !== 1);
  if (odd !== undefined)
    throw blame(
      [],
      sentence(
        '{0} in the mask is neither 1 (a real step) nor 0 (padding). Write one of these for each step.',
        JSON.stringify(odd),
      ),
    );
  return steps.filter((_, t) => mask[t] === 1);
}

function listColumns(parquet: ParquetFile, config: TableConfig): ListColumns {
  const listed = parquet.columns.map(({ name }) => `"${name}"`).join(', ');
  const find = (name: string, key: string): ParquetColumn => {
    const column = parquet.columns.find((own) => own.name === name);
    if (!column)
      throw new InputError(
        sentence('There is no column "{0}" (data.{1}); the columns are {2}.', name, key, listed),
        parquet.path,
      );
    return column;
  };
  const { target = [], mask, apart = [], time } = config;
  const targets = (typeof target === 'string' ? [target] : target).map((name) => find(name, 'target'));
  const taken = new Set([...targets.map(({ name }) => name), mask, time, ...apart]);
  const features =
    config.features?.map((name) => find(String(name), 'features')) ??
    parquet.columns.filter(({ name, kind, depth }) => depth > 0 && isRead(kind) && kind !== 'time' && !taken.has(name));
  if (features.length === 0)
    throw new InputError(
      sentence(
        'There is no column of lists for the inputs; the columns are {0}. Name one of lists: "features": ["tokens"].',
        listed,
      ),
      parquet.path,
    );
  return { features, targets, mask: mask === undefined ? undefined : find(mask, 'mask') };
}
