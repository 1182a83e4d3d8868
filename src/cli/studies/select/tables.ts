import type { AnalysisResult } from '../../../result/result';
import { type ChoosingWords, rankTable, sizeTable } from '../choosingTables';

const words: ChoosingWords = { study: 'select', title: 'Feature selection', member: 'column' };

/** The ranking of the input columns, and the networks that read some of them. */
export const selectTables = (result: AnalysisResult): string[][] => [
  rankTable(result, words),
  sizeTable(result, words),
];
