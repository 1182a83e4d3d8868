// Runs test/host inside a real VS Code: the desktop program if there is a display and it can be obtained, otherwise VS
// Code's server in Chromium. Prints one line per test, and last `N passed, N failed`.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, startServer } from './vscode-server.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const temporary = mkdtempSync(join(tmpdir(), 'rnn-host-'));
const reportFile = join(temporary, 'report.jsonl');
const limit = 8 * 60_000;

/** Each suite has its own window; the second reloads the window of the first. */
const suites = ['main', 'restored', 'restricted'];

async function bundleSuites() {
  await build({
    absWorkingDir: root,
    entryPoints: suites.map((name) => `test/host/${name}.ts`),
    outdir: 'dist/test-host',
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    mainFields: ['module', 'main'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

function makeWorkspace() {
  const folder = join(temporary, 'workspace');
  cpSync(join(root, 'test/host/workspace'), folder, { recursive: true });
  cpSync(join(root, 'examples/delayed-copy/delayed-copy.rnn.json'), join(folder, 'delayed-copy.rnn.json'));
  cpSync(join(folder, 'small.rnn.json'), join(folder, 'other.rnn.json'));
  return folder;
}

let shown = 0;
const totals = { passed: 0, failed: 0 };

/** Prints the test results reported since the last call. */
function showReport() {
  if (!existsSync(reportFile)) return;
  const lines = readFileSync(reportFile, 'utf8').split('\n').slice(0, -1);
  for (const text of lines.slice(shown)) {
    const line = JSON.parse(text);
    if (line.type === 'note') {
      process.stdout.write(`       ${line.text}\n`);
      continue;
    }
    totals[line.error === undefined ? 'passed' : 'failed']++;
    process.stdout.write(`${line.error === undefined ? '  ok  ' : '  FAIL'} ${line.name} (${line.milliseconds} ms)\n`);
    if (line.error !== undefined) process.stdout.write(`${line.error.replace(/^/gm, '         ')}\n`);
  }
  shown = lines.length;
}

/**
 * Whether the window of a suite ended without an error, with its tests counted.
 * @param {Promise<number>} exit
 * @param {string} what
 */
async function finished(exit, what) {
  const failedAtStart = totals.failed;
  const timer = setInterval(showReport, 200);
  let clock;
  const code = await Promise.race([
    exit,
    new Promise((resolve) => {
      clock = setTimeout(() => resolve('timeout'), limit);
    }),
  ]);
  clearInterval(timer);
  clearTimeout(clock);
  const before = totals.failed;
  showReport();
  // A window that crashed has reported fewer tests than the suite has.
  if (code !== 0 && totals.failed === failedAtStart && totals.failed === before) {
    totals.failed++;
    process.stdout.write(`  FAIL ${what}: the window ended with ${code}\n`);
  }
  return code === 0;
}

/** @param {string} folder */
async function inServer(folder) {
  const { openWindow, startBrowser } = await import('./vscode-window.mjs');
  const browser = await startBrowser();
  const env = { RNN_HOST_REPORT: reportFile };
  try {
    for (const group of [['main', 'restored'], ['restricted']]) {
      const server = await startServer({
        env,
        args: ['--enable-smoke-test-driver', ...(group.includes('restricted') ? [] : ['--disable-workspace-trust'])],
      });
      const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
      try {
        for (const suite of group) {
          const { page, exit, messages } = await openWindow({
            context,
            server,
            folder,
            extension: root,
            tests: join(root, `dist/test-host/${suite}.js`),
          });
          const good = await finished(exit, suite);
          if (!good) {
            const log = join(cacheFolder(), `test-host-${suite}.log`);
            mkdirSync(dirname(log), { recursive: true });
            writeFileSync(log, `${messages.join('\n')}\n${server.output()}`);
            await page.screenshot({ path: join(cacheFolder(), `test-host-${suite}.png`) }).catch(() => undefined);
            process.stdout.write(`       the window's log and picture: ${log}\n`);
          }
          await page.close();
        }
      } finally {
        await context.close();
        await server.stop();
      }
    }
  } finally {
    await browser.close();
  }
}

/** The desktop VS Code, or undefined if there is no display or it cannot be obtained. */
async function desktop() {
  if (process.env.RNN_HOST === 'server') return undefined;
  if (process.platform === 'linux' && !process.env.DISPLAY) return undefined;
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  try {
    return await downloadAndUnzipVSCode({ cachePath: join(cacheFolder(), 'desktop'), timeout: 15_000 });
  } catch (error) {
    process.stdout.write(
      `The desktop's VS Code is not to be had (${String(error).split('\n')[0]}); its server will do.\n`,
    );
    return undefined;
  }
}

/**
 * @param {string} executable
 * @param {string} folder
 */
async function inDesktop(executable, folder) {
  const { runTests } = await import('@vscode/test-electron');
  const profile = join(temporary, 'profile');
  for (const suite of suites) {
    const run = runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: join(root, `dist/test-host/${suite}.js`),
      extensionTestsEnv: { RNN_HOST_REPORT: reportFile },
      launchArgs: [
        folder,
        '--user-data-dir',
        profile,
        '--disable-extensions',
        '--skip-welcome',
        ...(suite === 'restricted' ? [] : ['--disable-workspace-trust']),
      ],
    });
    await finished(
      run.catch(() => 1),
      suite,
    );
  }
}

try {
  if (!existsSync(join(root, 'dist/extension.js'))) {
    if (spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' }).status !== 0)
      throw new Error('The extension does not build.');
  }
  await bundleSuites();
  const folder = makeWorkspace();
  const executable = await desktop();
  if (executable) await inDesktop(executable, folder);
  else await inServer(folder);
} catch (error) {
  totals.failed++;
  process.stdout.write(`  FAIL ${error instanceof Error ? error.stack : String(error)}\n`);
}
rmSync(temporary, { recursive: true, force: true });
process.stdout.write(`${totals.passed} passed, ${totals.failed} failed\n`);
process.exit(totals.failed === 0 ? 0 : 1);
