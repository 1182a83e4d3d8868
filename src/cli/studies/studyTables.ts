import { studyNames, type StudyName } from '../../config/schema/studies/studyNames';
import type { AnalysisResult } from '../../result/result';
import { attributionTables } from './attribution/tables';
import { compressTables } from './compress/tables';
import { enhanceTable } from './enhance/table';
import { generalisationTable } from './generalisation/table';
import { keySweepTables } from './keySweep/tables';
import { robustnessTable } from './robustness/table';
import { selectTables } from './select/tables';
import { translationTables } from './translation/tables';
import { uncertaintyTables } from './uncertainty/tables';

/** The tables of each study; one without rows is left out of the summary. */
const tables: Readonly<Record<StudyName, (result: AnalysisResult) => string[][]>> = {
  select: selectTables,
  compress: compressTables,
  robustness: (result) => [robustnessTable(result)],
  uncertainty: uncertaintyTables,
  enhance: (result) => [enhanceTable(result)],
  sweep: (result) => [generalisationTable(result), ...keySweepTables(result)],
  translation: translationTables,
  attribution: attributionTables,
};

/** What the studies of a run found, a table each. */
export const studyTables = (result: AnalysisResult): string[][] => studyNames.flatMap((study) => tables[study](result));
