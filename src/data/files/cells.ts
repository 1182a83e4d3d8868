/** What stands in one place of a table: a text as a file writes it, or a number; '' and NaN are missing. */
export type Cell = string | number;

/** Texts that stand for a missing number in the files that people have (pandas, R, UCR, spreadsheets). */
const missingWords = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '?']);

const numberPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const integerPattern = /^[+-]?\d+$/;
const timePattern = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?(Z|[+-]\d{2}:?\d{2})?$/;

export const isMissing = (text: string): boolean => missingWords.has(text.toLowerCase());
/** Whether a text is a number with a decimal comma (1,5) or commas between thousands (1,234.5), and no word. */
export const hasComma = (text: string): boolean => /^[+-]?\d+(,\d+)+(\.\d*)?$/.test(text);
export const isDecimalComma = (text: string): boolean => /^[+-]?\d+,\d+$/.test(text);
export const isNumber = (text: string): boolean => numberPattern.test(text);
export const isInteger = (text: string): boolean => integerPattern.test(text);

/** Milliseconds of a date such as 2024-01-31, 2024-01-31 10:00 or 2024-01-31T10:00:00Z; NaN where it is none. */
export function timeOf(text: string): number {
  const parts = timePattern.exec(text);
  if (!parts) return NaN;
  // Without a zone, local time would jump where summer time begins.
  const [, day, clock = '00:00', zone = 'Z'] = parts;
  return Date.parse(`${day}T${clock}${zone}`);
}

/** A date such as 31.01.2024 or 1/31/24, which is no ISO date. */
const otherDate = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b/;

/** Whether a text is a date, of any order of day, month and year. */
export const isDate = (text: string): boolean => otherDate.test(text) || !Number.isNaN(timeOf(text));

/** Whether a cell holds a word, which is neither a number nor missing. */
export const isWord = (cell: Cell): boolean => typeof cell === 'string' && !isMissing(cell) && !isNumber(cell);

/** Whether texts are 0, 1, 2, …, as pandas names columns. */
export const areCounted = (texts: readonly string[]): boolean => texts.every((text, place) => text === String(place));
