import { nearest } from '../../base/nearest';
import { sentence, type Sentence } from '../../base/sentence';
import type { InputError } from '../../base/userError';
import type { DataConfig } from '../../config/schema/data';
import { areCounted, type Cell, isNumber, isWord, timeOf } from './cells';
import { mayBeRowNumbers } from './rowNumbers';

type FileConfig = Extract<DataConfig, { task: 'file' }>;

/** `apart`: columns of further targets, which are no inputs. */
export type TableConfig = FileConfig & { readonly apart?: readonly string[] };

/** How the rows of a table belong together: by a column, or all to one series, or each row is a text of its own. */
export type Grouping = 'column' | 'one series' | 'a text a row';

/** Column numbers. */
export interface Columns {
  readonly grouping: Grouping;
  readonly sequence: number | undefined;
  readonly features: readonly number[];
  readonly targets: readonly number[];
  /** Of timestamps, which are no inputs. */
  readonly time: number | undefined;
  readonly mask: number | undefined;
  /** Of columns without a name that must be the numbers of the rows, which are no inputs. */
  readonly rowNumbers: readonly number[];
}

const defaultSequence = 'sequence';

/**
 * The columns that a config names, found in the header; a column of timestamps is known by its first entry.
 * @param first the first row
 * @param wrong makes the error at the header
 * @throws InputError where a column is missing or appears twice, or none is left for the inputs
 */
export function columnsOf(
  header: readonly string[],
  first: readonly Cell[],
  config: TableConfig,
  wrong: (said: Sentence) => InputError,
): Columns {
  if (header.length === 1 && header[0].includes('|')) throw wrong(saidOfBars());
  const listed = listedNames(header);
  const firstOf = new Map(header.map((name, i) => [name, i] as const).reverse());
  const find = (name: string, missing: (columns: string, near: string) => Sentence): number => {
    const index = firstOf.get(name);
    if (index === undefined) {
      if (isRow(header)) throw wrong(saidOfNoHeader(header));
      throw wrong(missing(listed, nearest(name, header) ?? header[header.length - 1]));
    }
    return index;
  };
  const twice = header.find((name, i) => firstOf.get(name) !== i);
  if (twice !== undefined)
    throw wrong(sentence('There are two columns "{0}". Give every column its own name in the header.', twice));
  const { time: timeName, mask: maskName, window } = config;
  const { features, target = [] } = { ...textColumns(header, first, config), ...chosenColumns(config) };
  const targets = (typeof target === 'string' ? [target] : target).map((name) =>
    find(name, (columns, near) =>
      sentence(
        'There is no column "{0}" for the target (data.target); the columns are {1}. Write one of them: "target": ' +
          '"{2}".',
        name,
        columns,
        near,
      ),
    ),
  );
  const sequenceName = config.sequence ?? defaultSequence;
  const found = header.indexOf(sequenceName);
  const sequence = found >= 0 ? found : undefined;
  const named = features
    ?.map(String)
    .map((name) =>
      find(name, (columns, near) =>
        sentence(
          'There is no column "{0}" for the inputs (data.features); the columns are {1}. Write some of them: ' +
            '"features": ["{2}"].',
          name,
          columns,
          near,
        ),
      ),
    );
  const mask =
    maskName === undefined
      ? undefined
      : find(maskName, (columns, near) =>
          sentence(
            'There is no column "{0}" for the mask (data.mask); the columns are {1}. Write one of them: "mask": "{2}".',
            maskName,
            columns,
            near,
          ),
        );
  const taken = new Set([sequence, mask, ...targets, ...(named ?? [])]);
  const time =
    timeName === undefined
      ? maybe(header.findIndex((_, i) => !taken.has(i) && !Number.isNaN(timeOf(String(first[i] ?? '')))))
      : find(timeName, (columns, near) =>
          sentence(
            'There is no column "{0}" for the time (data.time); the columns are {1}. Write one of them: "time": "{2}".',
            timeName,
            columns,
            near,
          ),
        );
  const apart = new Set(config.apart);
  const left = header.map((_, i) => i).filter((i) => !taken.has(i) && i !== time && !apart.has(header[i]));
  const rowNumbers = named ? [] : left.filter((i) => mayBeRowNumbers(header[i], first[i] ?? ''));
  const numbered = new Set(rowNumbers);
  const chosen = named ?? left.filter((i) => !numbered.has(i));
  if (chosen.length === 0)
    throw wrong(
      sentence(
        'There is no input column besides the sequence and the target; the columns are {0}. Add one to the file, or ' +
          'name one: "features": ["{1}"].',
        listed,
        header[header.length - 1],
      ),
    );
  const group = (): Grouping => {
    if (sequence !== undefined) return 'column';
    if (config.sequence === undefined && window) return 'one series';
    const [text] = chosen;
    // A text has no time, and no target at every step.
    const mayBeTexts = config.sequence === undefined && timeName === undefined && config.targetAt === 'end';
    if (mayBeTexts && chosen.length === 1 && isWord(first[text] ?? '')) return 'a text a row';
    if (isRow(header)) throw wrong(saidOfNoHeader(header));
    throw wrong(
      config.sequence === undefined
        ? sentence(
            'There is no column "{0}" for the sequence (data.sequence); the columns are {1}. Name the one that tells ' +
              'sequences apart, "sequence": "{2}", or, if all rows are one long series, add "window": ' +
              '{ "length": 32 } to the data, which cuts it.',
            sequenceName,
            listed,
            header.find((name) => sequenceLike.test(name)) ?? header[0],
          )
        : sentence(
            'There is no column "{0}" for the sequence (data.sequence); the columns are {1}. Write one of them: ' +
              '"sequence": "{2}".',
            sequenceName,
            listed,
            nearest(sequenceName, header) ?? header[0],
          ),
    );
  };
  return { grouping: group(), sequence, features: chosen, targets, time, mask, rowNumbers };
}

/** The columns that a config chooses, without keys of those that it does not. */
const chosenColumns = ({ features, target }: TableConfig): Pick<TableConfig, 'features' | 'target'> => ({
  ...(features && { features }),
  ...(target !== undefined && { target }),
});

/** The columns of texts that need no name in the config. */
const defaultText = 'text';
const defaultLabel = 'label';

/**
 * In a table of texts, a row each: the column "text", and its label in the column "label", where the file has them and
 * they are no further targets. Of other tables, none.
 */
function textColumns(
  header: readonly string[],
  first: readonly Cell[],
  { sequence, features, target, time, mask, window, targetAt, apart = [] }: TableConfig,
): Pick<TableConfig, 'features' | 'target'> {
  if ([sequence, time, mask, window].some((one) => one !== undefined) || targetAt !== 'end') return {};
  if (header.includes(defaultSequence)) return {};
  const has = (name: string): boolean => header.includes(name) && !apart.includes(name);
  const text = features ? (features.length === 1 ? String(features[0]) : undefined) : defaultText;
  const isTarget = text !== undefined && [target ?? []].flat().includes(text);
  if (text === undefined || isTarget || !has(text) || !isWord(first[header.indexOf(text)] ?? '')) return {};
  return { features: [text], ...(text !== defaultLabel && has(defaultLabel) && { target: defaultLabel }) };
}

/** Names that columns have which tell sequences apart. */
const sequenceLike = /(^|_)(id|seq|clip|session|subject|user|series|trial|episode|run)s?(_id)?$/i;

/** Columns that are listed. */
const mostListed = 20;

function listedNames(header: readonly string[]): string {
  const listed = header.slice(0, mostListed).map((column) => `"${column}"`);
  return (header.length > mostListed ? [...listed, '…'] : listed).join(', ');
}

/** Whether a first line holds numbers that are no names; pandas counts columns without names from 0. */
const isRow = (header: readonly string[]): boolean => {
  const numbers = header.filter(isNumber);
  return numbers.length > 0 && !(numbers.length > 1 && areCounted(numbers));
};

/**
 * Whether a first line is a text beside its label and no names: a sentence stands in it, or the label of the row below.
 * Tables are read that the config names a column of.
 */
export function isTextRow(header: readonly string[], first: readonly Cell[], config: TableConfig): boolean {
  if (header.length !== 2 || config.window || header.includes(defaultSequence) || header.includes(defaultText))
    return false;
  if (!header.every(isWord) || !isWord(first[textAt(header)] ?? '')) return false;
  const label = 1 - textAt(header);
  return wordsIn(header[1 - label]) > 2 || header[label] === first[label];
}

const wordsIn = (text: string): number => text.split(/\s+/).length;

/** Which of two fields is the text: the one of more letters. */
const textAt = ([one, other]: readonly string[]): number => (other.length > one.length ? 1 : 0);

/** Names for the columns of a first row, as Python writes them. */
function namesOfRow(header: readonly string[]): string {
  const isText = header.length === 2 && header.some((field) => !isNumber(field));
  if (isText) return textAt(header) === 0 ? '["text", "label"]' : '["label", "text"]';
  const numbered = header.map((_, column) => `c${column}`).slice(0, mostListed);
  return JSON.stringify(numbered).replaceAll(',', ', ');
}

/**
 * Says that the first line of a file is a row: it is not all names.
 * @param separator of the fields, where it is known: between words, pandas may take spaces for it
 */
export const saidOfNoHeader = (header: readonly string[], separator?: string): Sentence =>
  sentence(
    'The file has no header: its first line ({0}) is a row. Write the names of the columns above it. In Python: ' +
      'pandas.read_csv(path, sep={1}, header=None, names={2}).to_csv("data.csv", index=False).',
    listedNames(header),
    separator === undefined ? 'None' : JSON.stringify(separator),
    namesOfRow(header),
  );

const saidOfBars = (): Sentence =>
  sentence(
    'The columns are separated by "|", but commas, semicolons and tabs are read. In Python: pandas.read_csv(path, ' +
      'sep="|").to_csv("data.csv", index=False).',
  );

const maybe = (index: number): number | undefined => (index < 0 ? undefined : index);
