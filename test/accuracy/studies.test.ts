import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { AnalysisResult } from '../../src/result/result';
import { parseResultText } from '../../src/result/resultText';
import { overRepetitions, sizesOf } from '../../src/result/studySummary';
import { sentenceFaults } from '../support/citations';
import { rnnInfoflow, root } from '../unit/cli/command';

async function example(...path: string[]): Promise<AnalysisResult> {
  const file = join(root, 'examples', ...path);
  const { status, stdout, stderr } = await rnnInfoflow([
    ...['analyze', file, '--json', '--no-cache', '--backend', 'wasm'],
  ]);
  expect(status, stderr).toBe(0);
  return parseResultText(stdout) as AnalysisResult;
}

/** Mean accuracy by way of choosing and size: 'information 4'. */
function accuracies(result: AnalysisResult, study: 'select'): Record<string, number> {
  return Object.fromEntries(
    sizesOf(result.studies, study).map(({ method, size, points }) => [
      `${method} ${size}`,
      overRepetitions(points, 'accuracy')?.value ?? NaN,
    ]),
  );
}

// Seeds 1 to 5. Means of five repetitions on 320 held-out sequences have a standard error of about .02.
it('speech: columns chosen by information are ahead of random ones, and six of twelve do as well as all', async () => {
  const result = await example('speech', 'columns.rnn.json');
  const found = accuracies(result, 'select');
  for (const size of [2, 4, 6])
    expect(found[`information ${size}`], `${size} columns`).toBeGreaterThan(found[`random ${size}`] + 0.03);
  expect(found['information 4']).toBeGreaterThan(0.87);
  expect(found['information 6']).toBeGreaterThan(found['all 12'] - 0.03);
  expect(sentenceFaults(result)).toEqual([]);
  expect(result.advice.find(({ kind }) => kind === 'study')?.edits?.[0].path).toEqual(['data', 'features']);
});
