// Tests the page in a real browser under the editor's content security policy; ends with `N passed, N failed`.
// Pictures: test/pictures/out/.
import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPage } from './build-page.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
await buildPage();
const report = join(tmpdir(), `rnn-page-${process.pid}.json`);
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const status = await new Promise((resolve) => {
  spawn(
    process.execPath,
    [vitest, 'run', '--project', 'browser', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { cwd: root, stdio: 'inherit' },
  ).on('close', (code) => resolve(code ?? 1));
});
const totals = await readFile(report, 'utf8').then(
  (text) => JSON.parse(text),
  () => ({ numPassedTests: 0, numFailedTests: 1 }),
);
await rm(report, { force: true });
const failed = status !== 0 && totals.numFailedTests === 0 ? 1 : totals.numFailedTests;
process.stdout.write(`${totals.numPassedTests} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
