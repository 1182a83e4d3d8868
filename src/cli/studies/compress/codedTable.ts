import type { AnalysisResult, TableSize } from '../../../result/result';
import { sizesOf } from '../../../result/studySummary';
import { overTables } from '../../../result/studies/compress/tableSummary';
import { interval, table } from '../../table';
import { methods } from '../choosingTables';

/** Embeddings: their size, that of their code, and the loss with the coded one. */
export function codedTable({ studies, config }: AnalysisResult): string[] {
  const sizes = sizesOf(studies, 'compress').filter((size) => overTables(size, 'codedBits') !== undefined);
  if (sizes.length === 0) return [];
  const fields: readonly (keyof TableSize)[] = ['kibibytes', 'codedKibibytes', 'codedBits', 'codedLoss'];
  return [
    'Compression: the table of the embedding, coded (rounded to an eighth of its root mean square)',
    ...table(
      ['numbers', 'choice', 'KiB', 'coded, KiB', 'coded, bits a token', `loss with it, ${config.analysis.unit}`],
      sizes.map((size) => [
        String(size.size),
        methods[size.method],
        ...fields.map((field) => {
          const mean = overTables(size, field);
          return mean ? interval(mean, size.points.length) : '–';
        }),
      ]),
    ),
  ];
}
