import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { editedConfig } from '../../src/config/edits';
import { readConfig } from '../../src/config/readConfig';
import { parseResultText } from '../../src/result/resultText';
import type { AnalysisResult } from '../../src/result/result';
import { sentenceFaults } from '../support/citations';
import { theoremFaults } from '../support/theorems/faults';
import { rnnInfoflow, root } from '../unit/cli/command';

/**
 * What the built command line says, computed anew (`analyze PATH`, `sweep PATH --beta GRID`). Whatever a test looks for
 * in it, its sentences are held to the records that they cite, and its numbers to the theorems.
 */
export async function documentOf(
  command: readonly string[],
  backend: 'wasm' | 'cpu' | 'auto' = 'wasm',
): Promise<AnalysisResult> {
  const { status, stdout, stderr } = await rnnInfoflow([...command, '--json', '--no-cache', '--backend', backend]);
  expect(status, stderr).toBe(0);
  const result = parseResultText(stdout) as AnalysisResult;
  expect(sentenceFaults(result)).toEqual([]);
  expect(theoremFaults(result)).toEqual([]);
  return result;
}

/**
 * An example as it ships, but for a quarter of `analysis.budget`: the work that brings the two bounds of the last
 * step's numbers together. For tests that look at values and at what is said of them, and at no interval's width.
 */
export async function withQuarterBudget(folder: string, name = folder): Promise<AnalysisResult> {
  const copy = await mkdtemp(join(tmpdir(), 'example-'));
  try {
    await cp(join(root, 'examples', folder), copy, { recursive: true });
    const path = join(copy, `${name}.rnn.json`);
    const text = await readFile(path, 'utf8');
    const { config } = readConfig(text);
    if (!config) throw new Error(`The example ${name} is no config.`);
    const edit = { path: ['analysis', 'budget'], value: config.analysis.budget / 4 };
    await writeFile(path, editedConfig(text, [edit]));
    return await documentOf(['analyze', path]);
  } finally {
    await rm(copy, { recursive: true });
  }
}
