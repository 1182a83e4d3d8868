import { sentence, type Sentence } from '../../base/sentence';

/** Names that columns of times have: "time", "Timestamp", "date_utc", "unix_time", "ts", "time_ms". */
const timeName = /(^|[^a-z])(time|timestamp|times|date|datetime|unixtime|epoch|ts|year)(?![a-z])/i;

/** Seconds from 1970 to the beginnings of 1990 and of 2100. */
const earliest = 631_152_000;
const latest = 4_102_444_800;

/** Seconds, milliseconds, microseconds and nanoseconds, per second. */
const units = [1, 1e3, 1e6, 1e9];

/** With fewer steps between rows of a sequence, numbers may grow by chance. */
const fewestSteps = 4;

/** Where the rows of a table stand. */
interface RowSequences {
  readonly sequences: number;
  /** The sequence of each row, in the file's order. */
  readonly sequenceOf: ArrayLike<number>;
}

/**
 * Whether numbers are the times of their rows: they grow from row to row in every sequence, and their column is named
 * like a time, or they are times of 1990 to 2100 as computers count them. Of rows in another order both must hold.
 */
export function isTimeLike(name: string, values: ArrayLike<number>, { sequences, sequenceOf }: RowSequences): boolean {
  const named = timeName.test(name);
  const stamps = units.some((unit) =>
    Array.prototype.every.call(values, (value: number) => value >= earliest * unit && value < latest * unit),
  );
  if (!named && !stamps) return false;
  if (named && stamps) return true;
  const before = new Float64Array(sequences).fill(NaN);
  let steps = 0;
  for (let row = 0; row < values.length; row++) {
    const last = before[sequenceOf[row]];
    if (Number.isNaN(values[row]) || last >= values[row]) return false;
    if (!Number.isNaN(last)) steps++;
    before[sequenceOf[row]] = values[row];
  }
  return steps >= fewestSteps;
}

/**
 * What to write where a column of times would be an input.
 * @param others the other input columns
 */
export function sayTime(name: string, others: readonly string[], hasTime: boolean): Sentence {
  const listed = JSON.stringify(others.length > 0 ? others : ['…']).replaceAll(',', ', ');
  return hasTime
    ? sentence(
        '"{0}" looks like the time of each row, which is no input. Name the inputs: "features": {1}. If it is one of ' +
          'them, name it there too.',
        name,
        listed,
      )
    : sentence(
        '"{0}" looks like the time of each row, which is no input. Add "time": "{0}" to the data. If it is an input, ' +
          'name all inputs in "features".',
        name,
      );
}
