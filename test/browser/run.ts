import { mkdirSync, readFileSync } from 'node:fs';
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

/** Where a picture is kept, in a folder that is made if it is not there. */
export function pictureAt(name: string): string {
  const folder = join(import.meta.dirname, '..', 'pictures', 'out');
  mkdirSync(folder, { recursive: true });
  return join(folder, `${name}.png`);
}
