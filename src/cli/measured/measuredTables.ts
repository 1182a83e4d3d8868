import type { AnalysisResult } from '../../result/result';
import { beliefsTable } from './beliefsTable';
import { capacityTable } from './capacityTable';
import { fisherTable } from './fisherTable';
import { gatesTable } from './gatesTable';
import { probesTable } from './probesTable';
import { stateSizeTable } from './stateSizeTable';
import { symbolsTable } from './symbolsTable';
import { unitsTable } from './unitsTable';

/** The measures beside information, one table each. */
export function measuredTables({ measured = [] }: AnalysisResult): string[][] {
  const tables = [
    capacityTable,
    unitsTable,
    gatesTable,
    probesTable,
    fisherTable,
    beliefsTable,
    stateSizeTable,
    symbolsTable,
  ];
  return tables.map((tableOf) => tableOf(measured)).filter((lines) => lines.length > 0);
}
