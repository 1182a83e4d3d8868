import { agentTests } from './suites/agents';
import { analysisTests } from './suites/analysis';
import { checkTests } from './suites/checks';
import { contributionTests } from './suites/contributions';
import { recordingTests } from './suites/recordings';
import { runTests } from './suites/runs';
import { startingTests } from './suites/starting';
import { runSuite } from './runner';

export async function run(): Promise<void> {
  await runSuite('VS Code', [
    ...contributionTests,
    ...startingTests,
    ...checkTests,
    ...analysisTests,
    ...runTests,
    ...agentTests,
    ...recordingTests,
  ]);
}
