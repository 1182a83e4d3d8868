import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inEnglish } from '../base/sentence';
import { configText, provenance, type ReportOf } from '../result/exports/provenance';
import type { AnalysisResult } from '../result/result';
import { reportPage } from '../result/reportPage';

/**
 * The charts of a run as one self-contained file, as the editor's page saves it.
 * @param folder of the built page (page.js, page.css)
 */
export async function reportOf(result: AnalysisResult, of: ReportOf, folder: string): Promise<string> {
  const [script, css] = await Promise.all(['page.js', 'page.css'].map((name) => readFile(join(folder, name), 'utf8')));
  const state = { title: of.title, phase: 'done', stale: false, restricted: false, result };
  return reportPage({
    title: `${of.title}: RNN information flow`,
    css,
    script,
    content: { state, strings: {} },
    facts: provenance(result, of).map(({ name, value }) => [inEnglish(name), inEnglish(value)]),
    config: { name: 'The config', text: configText(result) },
  });
}
