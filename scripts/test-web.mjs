// Runs test/web in the web extension host of a VS Code that has no server behind it: static files and Chromium. Prints
// one line per test, and last `N passed, N failed`.
import { build } from 'esbuild';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from './vscode-server.mjs';
import { openWebWindow, startWebServer } from './vscode-web.mjs';
import { startBrowser } from './vscode-window.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const limit = 5 * 60_000;

/** Each suite has its own window; the second opens what the first has kept. */
const suites = ['main', 'restored'];

async function bundleSuites() {
  await build({
    absWorkingDir: root,
    entryPoints: suites.map((name) => `test/web/${name}.ts`),
    outdir: 'dist/test-web',
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    target: 'chrome120',
    external: ['vscode'],
    mainFields: ['browser', 'module', 'main'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

const totals = { passed: 0, failed: 0 };

/**
 * Counts a line of the suites' report, and prints it.
 * @param {{ name: string, milliseconds: number, error?: string } | { note: string }} line
 */
function show(line) {
  if ('note' in line) {
    process.stdout.write(`       ${line.note}\n`);
    return;
  }
  totals[line.error === undefined ? 'passed' : 'failed']++;
  process.stdout.write(`${line.error === undefined ? '  ok  ' : '  FAIL'} ${line.name} (${line.milliseconds} ms)\n`);
  if (line.error !== undefined) process.stdout.write(`${line.error.replace(/^/gm, '         ')}\n`);
}

/**
 * Runs a suite in a window of its own.
 * @param {import('playwright-core').BrowserContext} context
 * @param {{ readonly address: string }} server
 * @param {string} suite
 */
async function runSuite(context, server, suite) {
  const failedBefore = totals.failed;
  const { page, exit, messages } = await openWebWindow({ context, server, suite, onReport: show });
  let clock;
  const code = await Promise.race([
    exit,
    new Promise((resolve) => {
      clock = setTimeout(() => resolve('timeout'), limit);
    }),
  ]);
  clearTimeout(clock);
  if (code !== 0) {
    // A window that crashed has reported fewer tests than the suite has.
    if (totals.failed === failedBefore) {
      totals.failed++;
      process.stdout.write(`  FAIL ${suite}: the window ended with ${code}\n`);
    }
    const log = join(cacheFolder(), `test-web-${suite}.log`);
    mkdirSync(dirname(log), { recursive: true });
    writeFileSync(log, messages.join('\n'));
    await page.screenshot({ path: join(cacheFolder(), `test-web-${suite}.png`) }).catch(() => undefined);
    process.stdout.write(`       the window's log and picture: ${log}\n`);
  }
  await page.close();
}

if (!existsSync(join(root, 'dist/web/extension.js')))
  throw new Error('The web extension is not built: node scripts/build.mjs');
await bundleSuites();
const server = await startWebServer();
const browser = await startBrowser();
try {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  for (const suite of suites) await runSuite(context, server, suite);
} finally {
  await browser.close();
  server.stop();
}
process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed\n`);
process.exit(totals.failed === 0 ? 0 : 1);
