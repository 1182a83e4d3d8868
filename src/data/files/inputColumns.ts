import { sentence, type Sentence } from '../../base/sentence';
import { sayWrittenNumbers } from './writtenNumbers';

/**
 * Words beside numbers become a column of 0 and 1 for each of them. More different ones are texts, names of rows, or a
 * mistake.
 */
export const mostBesideNumbers = 256;

/** A time of day without its date. */
const clock = /^\d{1,2}:\d{2}(:\d{2})?/;

const saidOfClock = (name: string): Sentence =>
  sentence(
    '"{0}" holds times of day, which are no input. Write them with their dates in one column, and add "time": ' +
      '"when" to ' +
      'the data. In Python: table["when"] = pandas.to_datetime(table["date"] + " " + table.pop("{0}")).',
    name,
  );

/** The numbers of one input column; where it holds words, their places in `names`. NaN is missing. */
export interface ReadColumn {
  readonly values: Float64Array;
  readonly integers: boolean;
  readonly names?: readonly string[];
}

/** What the columns of the inputs are together. */
export interface InputColumns {
  /** Numbers of a step. */
  readonly features: number;
  readonly integers: boolean;
  /** Of symbols: words that are the only column. */
  readonly names?: readonly string[];
  /** The name of each number of a step. */
  readonly columns: readonly string[];
  /** The column that each number of a step came from, by its place. */
  readonly origins: readonly number[];
  readonly said: readonly Sentence[];
  /** Writes the numbers of one entry of every column to `target`, from `at` on. */
  readonly write: (entry: number, target: Float64Array, at: number) => void;
}

/**
 * One column stays as it is. Words beside other columns are one-hot coded: the column `c` of the words `up` and `down`
 * becomes `c=down` and `c=up`, which are missing together.
 * @param labels the name of each column
 * @param wrong makes the error at a column
 * @throws InputError where words are numbers with units or marks, or beside other columns are too many
 */
export function inputColumns(
  read: readonly ReadColumn[],
  labels: readonly string[],
  wrong: (column: number, what: Sentence) => Error,
): InputColumns {
  const integers = read.every((column) => column.integers);
  const said: Sentence[] = [];
  const columns: string[] = [];
  const origins: number[] = [];
  const starts: number[] = [];
  read.forEach(({ names }, index) => {
    starts.push(columns.length);
    const written = names && sayWrittenNumbers(labels[index], names);
    if (written) throw wrong(index, written);
    if (!names || read.length === 1) {
      columns.push(labels[index]);
      origins.push(index);
      return;
    }
    if (names.length > mostBesideNumbers)
      throw wrong(
        index,
        names.every((name) => clock.test(name))
          ? saidOfClock(labels[index])
          : sentence(
              '"{0}" holds {1} different words. Beside other columns at most {2} are read, each as a column of 0 ' +
                'and 1: ' +
                'leave "{0}" out of "features", or name it alone there, so that its words are symbols.',
              labels[index],
              names.length,
              mostBesideNumbers,
            ),
      );
    columns.push(...names.map((name) => `${labels[index]}=${name}`));
    origins.push(...names.map(() => index));
    said.push(
      sentence(
        'The words in "{0}" are read as {1} classes, each a column of 0 and 1: {2}.',
        labels[index],
        names.length,
        listed(names),
      ),
    );
  });
  const [first] = read;
  return {
    features: columns.length,
    integers,
    ...(read.length === 1 && first.names && { names: first.names }),
    columns,
    origins,
    said,
    write: (entry, target, at) => {
      read.forEach(({ values, names }, index) => {
        const from = at + starts[index];
        const value = values[entry];
        if (!names || read.length === 1) target[from] = value;
        else if (Number.isNaN(value)) target.fill(NaN, from, from + names.length);
        else target[from + value] = 1;
      });
    },
  };
}

/** The first words of a list, and how many follow. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 8).join(', ');
  return names.length > 8 ? `${shown}, … (${names.length})` : shown;
}
