import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnalysisResult } from '../../src/result/result';

/**
 * The document of a real run of the delayed copy (LSTM of 16, bottleneck of 4), made by the command line, five of its
 * ten snapshots, figures rounded to four places.
 */
export function realRun(): AnalysisResult {
  return JSON.parse(
    readFileSync(join(import.meta.dirname, 'fixtures', 'delayed-copy.result.json'), 'utf8'),
  ) as AnalysisResult;
}

export function pictureAt(name: string): string {
  return join(import.meta.dirname, '..', 'pictures', 'out', `${name}.png`);
}
