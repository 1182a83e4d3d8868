import { resultText } from '../result/resultText';
import { estimatesCsv } from '../result/exports/estimatesCsv';
import { markdownSummary } from '../result/exports/markdown';
import type { ReportOf } from '../result/exports/provenance';
import { eventFiles } from '../result/exports/tensorBoard';
import type { AnalysisResult } from '../result/result';
import { reportOf } from './report';
import { summary } from './summary';

/** The files of a run, by their names in the folder of `--out`. */
export type OutputFiles = Readonly<Record<string, string | Uint8Array>>;

/**
 * Everything that a run can be read from.
 * @param built the folder of the built page, for the report
 */
export async function outputFiles(result: AnalysisResult, of: ReportOf, built: string): Promise<OutputFiles> {
  const events = eventFiles(result, of.time).map(({ network, name, bytes }): [string, Uint8Array] => [
    `tensorboard/${network}/${name}`,
    bytes,
  ]);
  return {
    'result.json': `${resultText(result, 2)}\n`,
    'summary.txt': summary(result, of.title),
    'summary.md': markdownSummary(result, of),
    'report.html': await reportOf(result, of, built),
    'estimates.csv': estimatesCsv(result),
    ...Object.fromEntries(events),
  };
}

/** The endings that `--out` takes for one file, and the file of the folder that each of them is. */
export const endings: Readonly<Partial<Record<string, string>>> = {
  '.json': 'result.json',
  '.txt': 'summary.txt',
  '.md': 'summary.md',
  '.html': 'report.html',
  '.csv': 'estimates.csv',
};
