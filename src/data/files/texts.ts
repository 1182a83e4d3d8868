import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { CsvRows } from './csvTable';
import type { FileTable } from './fileTable';
import { printable } from './words';

/** Words, and the punctuation marks between them. */
const wordPattern = /[\p{L}\p{N}_]+(?:['’][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}_]/gu;

interface TextSetting {
  readonly tokens: 'characters' | 'words';
  readonly alphabet: number;
}

/** The word for all rarer ones. */
const rare = '…';

/**
 * One text a row, with its label: a sequence of words or characters, of the text's own length. The `alphabet` most
 * frequent ones are symbols, numbered by frequency; all others are the last symbol.
 * @throws InputError at a row that holds no text
 */
export function readTexts(texts: readonly string[], rows: CsvRows, { tokens, alphabet }: TextSetting): FileTable {
  const cut = texts.map((text) => {
    const folded = text.toLowerCase().replace(/\s+/g, ' ').trim();
    return tokens === 'words' ? (folded.match(wordPattern) ?? []) : Array.from(folded);
  });
  const empty = cut.findIndex((text) => text.length === 0);
  if (empty >= 0)
    throw new InputError(sentence('There is no text in this row.'), rows.file, { line: rows.lineOf[empty], column: 1 });
  const { names, numberOf } = vocabularyOf(cut, alphabet);
  const samples = cut.length;
  const lengths = Int32Array.from(cut, (text) => text.length);
  const length = lengths.reduce((most, own) => Math.max(most, own));
  const values = new Float64Array(samples * length);
  cut.forEach((text, i) => {
    text.forEach((word, t) => {
      values[i * length + t] = numberOf(word);
    });
  });
  const [label] = rows.targets.map((column) => ({ ...column.finish(), integers: column.integers }));
  const blame =
    (width: number): FileTable['inputs']['blame'] =>
    (index, what) =>
      new InputError(what, rows.file, { line: rows.lineOf[Math.floor(index / width)], column: 1 });
  return {
    inputs: { values, samples, length, features: 1, integers: false, names, blame: blame(length) },
    ...(lengths.some((own) => own < length) && { lengths }),
    ...(rows.targets.length === 1 && {
      targets: {
        at: 'end' as const,
        values: label.values,
        samples,
        length: 1,
        features: 1,
        integers: label.names === undefined && label.integers,
        ...(label.names && { names: label.names }),
        blame: blame(1),
      },
    }),
  };
}

function vocabularyOf(
  texts: readonly (readonly string[])[],
  alphabet: number,
): { names: readonly string[]; numberOf: (word: string) => number } {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of text) counts.set(word, (counts.get(word) ?? 0) + 1);
  const ranked = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([word]) => word);
  const names = ranked.length > alphabet ? [...ranked.slice(0, alphabet - 1), rare] : ranked;
  const numbers = new Map(names.map((name, number) => [name, number]));
  return { names: names.map(printable), numberOf: (word) => numbers.get(word) ?? names.length - 1 };
}
