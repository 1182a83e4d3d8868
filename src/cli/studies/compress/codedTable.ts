import type { AnalysisResult } from '../../../result/result';
import { type OverRepetitions, sizesOf, type StudySize } from '../../../result/studySummary';
import { overNetworks, overTables } from '../../../result/studies/compress/codedSummary';
import { interval, table } from '../../table';
import { methods } from '../choosingTables';

type Column = readonly [head: string, of: (size: StudySize) => OverRepetitions | undefined];

/** Embeddings: their size, that of their code, and the loss with the coded one. */
export const codedTable = (result: AnalysisResult): string[] =>
  codedRows(result, 'Compression: the table of the embedding, coded', 'numbers', [
    ['KiB', (size) => overTables(size, 'kibibytes')],
    ['coded, KiB', (size) => overTables(size, 'codedKibibytes')],
    ['coded, bits a token', (size) => overTables(size, 'codedBits')],
    [`loss with it, ${result.config.analysis.unit}`, (size) => overTables(size, 'codedLoss')],
  ]);

/** Networks: the size of all weights, that of their code, and the loss with the coded ones. */
export const codedNetwork = (result: AnalysisResult): string[] =>
  codedRows(result, 'Compression: all weights of the network, coded', 'units', [
    ['KiB', (size) => overNetworks(size, 'kibibytes')],
    ['coded, KiB', (size) => overNetworks(size, 'codedKibibytes')],
    [`loss with it, ${result.config.analysis.unit}`, (size) => overNetworks(size, 'codedLoss')],
  ]);

/** A row a size that has all columns. */
function codedRows({ studies }: AnalysisResult, title: string, members: string, columns: readonly Column[]): string[] {
  const rows = sizesOf(studies, 'compress').flatMap((size) => {
    const cells = columns.flatMap(([, of]) => of(size) ?? []).map((mean) => interval(mean, size.points.length));
    return cells.length < columns.length ? [] : [[String(size.size), methods[size.method], ...cells]];
  });
  if (rows.length === 0) return [];
  const head = [members, 'choice', ...columns.map(([name]) => name)];
  return [`${title} (rounded to an eighth of the root mean square)`, ...table(head, rows)];
}
