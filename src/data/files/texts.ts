import { sentence, type Sentence } from '../../base/sentence';
import type { InputError } from '../../base/userError';
import type { FileTable, FileTargets } from './fileTable';
import type { TableColumn } from './tableColumn';
import { printable } from './words';

/** Words, and the punctuation marks between them. */
const wordPattern = /[\p{L}\p{N}_]+(?:['’][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}_]/gu;

/** Words and punctuation marks, in their order. */
export const wordsOf = (text: string): string[] => text.match(wordPattern) ?? [];

export interface TextSetting {
  readonly tokens: 'characters' | 'words';
  readonly alphabet: number;
}

/** The word for all rarer ones. */
const rare = '…';

/** Texts with their labels. */
export interface TextRows {
  readonly texts: readonly string[];
  /** Columns with a label for each text. */
  readonly labels: readonly TableColumn[];
  /** Makes an error at a text. */
  readonly blameRow: (row: number, what: Sentence) => InputError;
}

/**
 * Texts, each with its labels: a sequence of words or characters, of the text's own length. The `alphabet` most
 * frequent ones are symbols, numbered by frequency; all others are the last symbol.
 * @throws InputError at a row that holds no text
 */
export function readTexts({ texts, labels, blameRow }: TextRows, { tokens, alphabet }: TextSetting): FileTable {
  const cut = texts.map((text) => {
    const folded = text.toLowerCase().replace(/\s+/g, ' ').trim();
    return tokens === 'words' ? wordsOf(folded) : Array.from(folded);
  });
  const empty = cut.findIndex((text) => text.length === 0);
  if (empty >= 0) throw blameRow(empty, sentence('There is no text in this row. Write one, or remove the row.'));
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
  return {
    inputs: {
      values,
      samples,
      length,
      features: 1,
      integers: false,
      names,
      blame: (index, what) => blameRow(Math.floor(index / length), what),
    },
    ...(lengths.some((own) => own < length) && { lengths }),
    ...(labels.length > 0 && { targets: labelsOfTexts(samples, labels, blameRow) }),
  };
}

function labelsOfTexts(samples: number, columns: readonly TableColumn[], blameRow: TextRows['blameRow']): FileTargets {
  const features = columns.length;
  const read = columns.map((column) => column.finish());
  const names = features === 1 ? read[0].names : undefined;
  return {
    at: 'end',
    values: Float64Array.from({ length: samples * features }, (_, i) => {
      return read[i % features].values[Math.floor(i / features)];
    }),
    samples,
    length: 1,
    features,
    integers: read.every(({ integers }) => integers),
    ...(names && { names }),
    blame: (index, what) => blameRow(Math.floor(index / features), what),
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
