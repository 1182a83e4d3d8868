import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { isMissing, isNumber } from './cells';

/** What stands between fields: one character, or, where it is `' '`, any run of spaces. */
export type Delimiter = ',' | ';' | '\t' | ' ';

/** Rows that tell whether spaces separate numbers. */
const mostRows = 50;

/**
 * The delimiter of a table by its first lines: spaces where the rows are numbers between spaces, as `numpy.savetxt` and
 * older files of the UCR archive have them; else comma, semicolon or tab, whichever is most frequent in the header.
 * @throws InputError where rows of numbers between spaces stand under a comment that names no columns
 */
export async function guessDelimiter(pieces: AsyncIterable<Buffer>, file: string): Promise<Delimiter> {
  for await (const piece of pieces) {
    const text = piece.toString('utf8').replace(/^\ufeff/, '');
    if (areSpaced(text, file)) return ' ';
    const [header] = text.split('\n', 1);
    const marks = [',', ';', '\t'] as const;
    const counts = marks.map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
    return counts.reduce((best, other) => (other.count > best.count ? other : best)).delimiter;
  }
  return ',';
}

function areSpaced(text: string, file: string): boolean {
  const lines = text
    .split(/\r\n?|\n/, mostRows + 1)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  // The last line of a piece may be cut within a number, and one alone may be a long series.
  const rows = lines.length > 2 ? lines.slice(1, -1) : lines.slice(1);
  const [first = ''] = lines;
  const numbers = rows.map(spacedNumbers);
  if (numbers.some((count) => count === 0)) return false;
  const header = first.split(/\s+/);
  if (spacedNumbers(first) > 0 || (rows.length === 0 && spacedNumbers(header.slice(0, -1).join(' ')) > 0)) return true;
  const names = namesIn(header).length;
  if (rows.length === 0 || names < 2) {
    if (rows.length === 0 || !first.startsWith('#')) return false;
  } else if (numbers.every((count) => count === names)) return true;
  else if (!first.startsWith('#')) return false;
  throw new InputError(
    sentence(
      'The rows are numbers between spaces, and this comment does not name their columns. Remove it, or write the ' +
        'name of each column here: numpy.savetxt(path, x, header="sequence value", comments="").',
    ),
    file,
    { line: 1, column: 1 },
  );
}

/** The numbers of a line that holds only numbers and spaces, at least two; 0 of any other. */
function spacedNumbers(line: string): number {
  if (line.includes('\t')) return 0;
  const fields = line.split(/ +/);
  const numeric = fields.every((field) => isNumber(field) || isMissing(field));
  return fields.length > 1 && numeric && fields.some(isNumber) ? fields.length : 0;
}

/** The fields of a row between spaces, without those that a run of spaces makes. */
export const spacedFields = (record: readonly string[]): string[] => record.filter((field) => field !== '');

/** The names of columns in a header between spaces, which `numpy.savetxt` writes as a comment. */
export function namesIn(header: readonly string[]): string[] {
  const [first = '', ...others] = header;
  if (!first.startsWith('#')) return [...header];
  return first.length > 1 ? [first.slice(1), ...others] : others;
}
