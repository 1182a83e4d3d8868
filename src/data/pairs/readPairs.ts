import { nearest } from '../../base/nearest';
import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { DataConfig } from '../../config/schema/data';
import { type DataFolders, resolveDataPath } from '../files/dataPath';
import { wordsOf } from '../files/texts';
import { readText } from '../text/readText';

type PairsConfig = Extract<DataConfig, { task: 'pairs' }>;

/** A line of the file: its source, its reference and the candidates, each as words. */
export type PairRow = readonly (readonly string[])[];

/**
 * The pairs of a .tsv file whose sentences all have at most `length` words. Capitals become small letters.
 * @throws InputError with the line of a row that lacks a sentence; CancelledError
 */
export async function readPairs(
  config: PairsConfig,
  folders: DataFolders,
  signal?: AbortSignal,
): Promise<{ rows: PairRow[]; long: number; repeated: number }> {
  const text = await readText(config.path, folders, signal);
  const file = await resolveDataPath(config.path, folders);
  const [header, ...lines] = text.normalize('NFC').split(/\r\n|\n|\r/);
  const names = header.split('\t').map((name) => name.trim());
  const places = columnsOf(config).map(({ name, path }) => {
    const place = names.indexOf(name);
    if (place >= 0) return place;
    const near = nearest(name, names);
    throw new InputError(
      near === undefined
        ? sentence('{0} has no column "{1}". Its columns are: {2}.', config.path, name, names.join(', '))
        : sentence('{0} has no column "{1}". Did you mean "{2}"?', config.path, name, near),
      undefined,
      undefined,
      ['data', ...path],
    );
  });
  const all = lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    const cells = line.split('\t');
    return [
      places.map((place) => {
        const words = wordsOf((cells.at(place) ?? '').toLowerCase());
        if (words.length > 0) return words;
        throw new InputError(
          sentence(
            'There is no sentence in the column "{0}" of this line. Write one, or remove the line.',
            names[place],
          ),
          file,
          { line: i + 2, column: 1 },
        );
      }),
    ];
  });
  const short = all.filter((row) => row.every((words) => words.length <= config.length));
  // A network would know a held-out pair by heart if it were trained on the same pair.
  const rows = [...new Map(short.map((row) => [JSON.stringify(row), row])).values()];
  return { rows, long: all.length - short.length, repeated: short.length - rows.length };
}

const columnsOf = ({ source, target, candidates = [] }: PairsConfig) => [
  { name: source, path: ['source'] },
  { name: target, path: ['target'] },
  ...candidates.map((name, i) => ({ name, path: ['candidates', i] })),
];
