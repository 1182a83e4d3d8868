import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnalysisResult } from '../result/result';
import { reportPage } from '../result/reportPage';

/**
 * The charts of a run as one self-contained file, as the editor's page saves it.
 * @param folder of the built page (page.js, page.css)
 */
export async function reportOf(result: AnalysisResult, config: string, folder: string): Promise<string> {
  const [script, css] = await Promise.all(['page.js', 'page.css'].map((name) => readFile(join(folder, name), 'utf8')));
  const state = { title: config, phase: 'done', stale: false, restricted: false, result };
  return reportPage({ title: `${config}: RNN information flow`, css, script, content: { state, strings: {} } });
}
