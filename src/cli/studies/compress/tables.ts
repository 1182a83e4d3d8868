import type { AnalysisResult } from '../../../result/result';
import { type ChoosingWords, rankTable, sizeTable } from '../choosingTables';
import { codedNetwork, codedTable } from './codedTable';

const words: ChoosingWords = { study: 'compress', title: 'Compression', member: 'unit' };

/** The ranking of the units, the networks of fewer units, and their codes, also of an embedding's table. */
export const compressTables = (result: AnalysisResult): string[][] => [
  rankTable(result, words),
  sizeTable(result, words),
  codedNetwork(result),
  codedTable(result),
];
