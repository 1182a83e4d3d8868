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

/** Of rows in no order, stamps spread less than this, from the first to the last: amounts of money spread more. */
const mostSpread = 1.5;

/** 20231021, 202310211530 or 20231021153000. */
const compactDate = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?$/;

/**
 * Whether numbers are the times of their rows. NaN is missing. They are, where they
 * - grow from row to row in every sequence, and their column is named like a time;
 * - are times of 1990 to 2100 as computers count them, and grow in every sequence or over the file; or are in no order,
 *   but all differ and lie close together, or are evenly spaced in every sequence, or their column is named like a
 *   time; or grow nearly everywhere, as where series stand one below the other;
 * - are dates written as digits, such as 20231021.
 */
export function isTimeLike(name: string, values: ArrayLike<number>, rows: RowSequences): boolean {
  const named = timeName.test(name);
  const dated = every(values, (value) => compactDate.test(String(value)));
  const stamps = units.some((unit) => every(values, (value) => value >= earliest * unit && value < latest * unit));
  if (dated && kindsOf(values) >= fewestSteps) return true;
  if (!named && !stamps) return false;
  if (named && stamps) return true;
  if (grows(values, rows)) return true;
  if (!stamps) return false;
  if (grows(values, rows, 'over the file')) return true;
  return areClose(values) && (differ(values) || mostlyGrows(values, rows) || areEven(values, rows));
}

/** Where series of stamps stand one below the other, or some are wrong, few go back; of identifiers about half do. */
const growingShare = 0.75;

function mostlyGrows(values: ArrayLike<number>, { sequences, sequenceOf }: RowSequences): boolean {
  const before = new Float64Array(sequences).fill(NaN);
  let steps = 0;
  let growing = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (Number.isNaN(value)) continue;
    const last = before[sequenceOf[row]];
    if (!Number.isNaN(last)) steps++;
    if (last < value) growing++;
    before[sequenceOf[row]] = value;
  }
  return growing >= fewestSteps && growing >= growingShare * steps;
}

/** Whether the numbers of every sequence, once sorted, are all one step apart: clocks are, identifiers are not. */
function areEven(values: ArrayLike<number>, { sequences, sequenceOf }: RowSequences): boolean {
  const own = Array.from({ length: sequences }, (): number[] => []);
  for (let row = 0; row < values.length; row++) if (!Number.isNaN(values[row])) own[sequenceOf[row]].push(values[row]);
  let steps = 0;
  for (const times of own) {
    times.sort((a, b) => a - b);
    const step = times[1] - times[0];
    for (let i = 1; i < times.length; i++, steps++)
      if (!(step > 0) || Math.abs(times[i] - times[i - 1] - step) > 1e-3 * step + 2 ** -50 * times[i]) return false;
  }
  return steps >= fewestSteps;
}

/** Different numbers, without missing ones. */
const kindsOf = (values: ArrayLike<number>): number => new Set(known(values)).size;

const known = (values: ArrayLike<number>): number[] => Array.from(values).filter((value) => !Number.isNaN(value));

const differ = (values: ArrayLike<number>): boolean => {
  const kinds = kindsOf(values);
  return kinds > fewestSteps && kinds === known(values).length;
};

/** Whether all numbers are such, apart from missing ones; not where all are missing. */
function every(values: ArrayLike<number>, such: (value: number) => boolean): boolean {
  let some = false;
  for (let row = 0; row < values.length; row++) {
    if (Number.isNaN(values[row])) continue;
    if (!such(values[row])) return false;
    some = true;
  }
  return some;
}

/** Whether numbers grow with every step of a sequence; over the file, rows may have the same time. */
function grows(values: ArrayLike<number>, { sequences, sequenceOf }: RowSequences, over?: 'over the file'): boolean {
  const before = new Float64Array(sequences).fill(NaN);
  let steps = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (Number.isNaN(value)) continue;
    const place = over ? 0 : sequenceOf[row];
    const last = before[place];
    if (last > value || (last === value && !over)) return false;
    if (last < value) steps++;
    before[place] = value;
  }
  return steps >= fewestSteps;
}

function areClose(values: ArrayLike<number>): boolean {
  let [least, most] = [Infinity, -Infinity];
  for (let row = 0; row < values.length; row++) {
    if (Number.isNaN(values[row])) continue;
    least = Math.min(least, values[row]);
    most = Math.max(most, values[row]);
  }
  return most < mostSpread * least;
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
