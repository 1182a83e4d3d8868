import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { inputColumns } from './inputColumns';
import type { TableColumn } from './tableColumn';
import type { FileTable, FileTargets } from './fileTable';
import { isTimeLike, sayTime } from './timeLike';
import { orderOfRows, type Times } from './times';

/** The rows of a table, in the file's order. */
export interface TableRows {
  readonly file: string;
  /** Makes an error at the names of the columns. */
  readonly blameHeader: (what: Sentence) => InputError;
  /** Makes an error at a row. */
  readonly blameRow: (row: number, what: Sentence) => InputError;
  /** The entries that name the sequences, by number. */
  readonly sequences: readonly string[];
  readonly sequenceOf: Float64Array;
  readonly times?: Times;
  readonly features: readonly TableColumn[];
  /** The name of each column of `features`. */
  readonly labels: readonly string[];
  /** The config names the columns of `features`. */
  readonly chosen: boolean;
  readonly targets: readonly TableColumn[];
  readonly targetAt: 'every' | 'end';
  /** A mask says which rows are padding. */
  readonly masked: boolean;
  /** The sequences are cut into windows, each of which has a target at its end. */
  readonly cut: boolean;
}

/** The rows of each sequence side by side, padded to the longest. */
export function arrangeTable(rows: TableRows): FileTable {
  const { features: columns, sequences, sequenceOf, file, blameRow } = rows;
  if (sequenceOf.length === 0)
    throw new InputError(
      sentence('The mask leaves no row. Write 1 in it for every real step and 0 for padding, or remove "mask".'),
      file,
    );
  const { order, said } = orderOfRows(sequenceOf, sequences.length, rows.times);
  const read = columns.map((column) => column.finish());
  const inputs = inputColumns(read, rows.labels, (_, what) => rows.blameHeader(what));
  const { features } = inputs;
  if (!rows.chosen) refuseTimes(rows, read);
  const targets = rows.targets.map((column) => column.finish().values);
  const lengths = realLengths(rows, order, read, targets);
  const samples = sequences.length;
  const length = lengths.own.reduce((most, own) => Math.max(most, own));
  const rowAt = new Int32Array(samples * length).fill(-1);
  const filled = new Int32Array(samples);
  for (const row of order) {
    const sequence = sequenceOf[row];
    if (filled[sequence] < lengths.own[sequence]) rowAt[sequence * length + filled[sequence]++] = row;
  }
  const values = new Float64Array(samples * length * features);
  rowAt.forEach((row, i) => {
    if (row >= 0) inputs.write(row, values, i * features);
  });
  return {
    inputs: {
      values,
      samples,
      length,
      features,
      integers: inputs.integers,
      ...(inputs.names && { names: inputs.names }),
      columns: inputs.columns,
      blame: (index, what) => blameRow(rowAt[Math.floor(index / features)], what),
    },
    ...(lengths.own.some((own) => own < length) && { lengths: lengths.own }),
    ...(rows.targets.length > 0 && { targets: targetsOf(rows, rowAt, length) }),
    said: [...said, ...inputs.said, ...lengths.said],
  };
}

/** Rows of each sequence, without padding at its end. */
function realLengths(
  { sequenceOf, sequences, masked, targetAt, cut }: TableRows,
  order: Int32Array,
  features: readonly { readonly values: Float64Array; readonly names?: readonly string[] }[],
  targets: readonly Float64Array[],
): { own: Int32Array; said: readonly Sentence[] } {
  const all = new Int32Array(sequences.length);
  // Rows up to the last one that is no padding: with a target, or with an input other than zero.
  const real = new Int32Array(sequences.length);
  for (const row of order) {
    const sequence = sequenceOf[row];
    all[sequence]++;
    if (
      targets.some((values) => !Number.isNaN(values[row])) ||
      features.some(({ values, names }) => values[row] !== 0 || names)
    )
      real[sequence] = all[sequence];
  }
  const padded = real.reduce((count, own, sequence) => count + (own < all[sequence] ? 1 : 0), 0);
  const alike = all.every((count) => count === all[0]);
  // Without targets a row of zeros is an input like any other; and padding makes sequences of one length.
  if (masked || cut || padded === 0 || targets.length === 0 || !alike || targetAt !== 'end')
    return { own: all, said: [] };
  const withTargetInEveryRow = order.every((row) => {
    const lacks = targets.every((values) => Number.isNaN(values[row]));
    return !lacks || features.every(({ values }) => values[row] === 0);
  });
  if (!withTargetInEveryRow) return { own: all, said: [] };
  return {
    own: real.map((own) => Math.max(1, own)),
    said: [
      sentence(
        '{0} of {1} sequences end in rows of zeros without a target: they are read as padding, and left out. Name a ' +
          'mask column (data.mask) if they are data.',
        padded,
        sequences.length,
      ),
    ],
  };
}

/** @throws InputError where a column that nobody named as an input holds times */
function refuseTimes(
  { labels, sequences, sequenceOf, times, blameHeader }: TableRows,
  read: readonly { readonly values: Float64Array; readonly names?: readonly string[] }[],
): void {
  const found = read.findIndex(
    ({ values, names }, column) =>
      !names && isTimeLike(labels[column], values, { sequences: sequences.length, sequenceOf }),
  );
  if (found < 0) return;
  const others = labels.filter((_, column) => column !== found);
  throw blameHeader(sayTime(labels[found], others, times !== undefined));
}

function targetsOf(
  { targets: columns, targetAt, sequences, cut, blameRow }: TableRows,
  rowAt: Int32Array,
  length: number,
): FileTargets {
  const samples = sequences.length;
  const features = columns.length;
  const read = columns.map((column) => column.finish());
  const names = read.at(0)?.names;
  const shared = { samples, features, integers: read.every(({ integers }) => integers), ...(names && { names }) };
  const at = (row: number, column: number): number => (row < 0 ? NaN : read[column].values[row]);
  const valuesOf = (rows: Int32Array): Float64Array =>
    Float64Array.from({ length: rows.length * features }, (_, i) => at(rows[Math.floor(i / features)], i % features));
  const lacks = (row: number): boolean => row < 0 || read.every(({ values }) => Number.isNaN(values[row]));
  if (targetAt === 'every' || cut)
    return {
      ...shared,
      at: targetAt,
      values: valuesOf(rowAt),
      length,
      blame: (index, what) => blameRow(rowAt[Math.floor(index / features)], what),
    };
  const rows = new Int32Array(samples);
  for (let sample = 0; sample < samples; sample++) {
    let last = length - 1;
    while (last >= 0 && lacks(rowAt[sample * length + last])) last--;
    if (last < 0)
      throw blameRow(
        rowAt[sample * length],
        sentence('This sequence has no target in any of its rows. Write it in one of them, or remove the rows.'),
      );
    rows[sample] = rowAt[sample * length + last];
  }
  return {
    ...shared,
    at: 'end',
    values: valuesOf(rows),
    length: 1,
    blame: (index, what) => blameRow(rows[Math.floor(index / features)], what),
  };
}
