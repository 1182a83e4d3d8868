import { sentence } from '../../base/sentence';
import type { DataConfig } from '../schema/data';
import { error, type Finding } from '../text/problem';

type PairsConfig = Extract<DataConfig, { task: 'pairs' }>;

/** The columns of a file of translations, each with a part of its own. */
export function checkPairs({ path, source, target, candidates = [] }: PairsConfig): Finding[] {
  if (!/\.tsv$/i.test(path))
    return [
      error(
        ['data', 'path'],
        sentence(
          '"{0}" is not a .tsv file. Write a pair of sentences a line, with a tab between them, and the names of the ' +
            'columns in the first line.',
          path,
        ),
      ),
    ];
  const columns = [
    { name: source, at: ['source'] },
    { name: target, at: ['target'] },
    ...candidates.map((name, i) => ({ name, at: ['candidates', i] })),
  ];
  return columns.flatMap(({ name, at }, place) =>
    columns.findIndex((other) => other.name === name) < place
      ? [error(['data', ...at], sentence('Column "{0}" is named twice. Remove one of them.', name))]
      : [],
  );
}
