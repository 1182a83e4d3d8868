import { analysisTests } from './suites/analysis';
import { checkTests } from './suites/checks';
import { keptTests } from './suites/kept';
import { runSuite } from './runner';

export async function run(): Promise<void> {
  await runSuite('web', [...checkTests, ...analysisTests, ...keptTests]);
}
