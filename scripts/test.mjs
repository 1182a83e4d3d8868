// `npm test`: installs and runs everything; ends with one line, `N passed, N failed`.
import { readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  buildAll,
  checkNode,
  installDependencies,
  installPackages,
  installRuntime,
  packages,
  run,
  runWithLastLine,
  say,
} from './setup.mjs';

const only = process.argv.slice(2).filter((name) => !name.startsWith('-'));
/** @param {string} name */
const wanted = (name) => only.length === 0 || only.includes(name);

checkNode();
await installDependencies();
await installPackages([...packages.native, ...packages.browser, ...packages.vscode, ...packages.redis]);
await buildAll();
await installRuntime();

let passed = 0;
let failed = 0;
/** @type {string[]} */
const failures = [];

/**
 * @param {string} name
 * @param {number} more number of passed tests
 * @param {number} wrong number of failed tests
 */
function count(name, more, wrong) {
  passed += more;
  failed += wrong;
  if (wrong > 0) failures.push(`${name}: ${wrong} failed`);
}

/**
 * @param {string} name
 * @param {string} command
 * @param {readonly string[]} args
 */
async function step(name, command, args) {
  if (!wanted(name)) return;
  say(name);
  const status = await run(command, args);
  count(name, status === 0 ? 1 : 0, status === 0 ? 0 : 1);
}

/**
 * Runs vitest projects together and counts their JSON report. A run that dies before writing it counts as one failure.
 * @param {readonly string[]} projects
 * @param {readonly string[]} more arguments
 */
async function vitest(projects, more = []) {
  const asked = projects.filter(wanted);
  if (asked.length === 0) return;
  const name = asked.join(', ');
  say(name);
  const report = join(tmpdir(), `rnn-infoflow-${process.pid}-${asked.join('-')}.json`);
  const status = await run('npx', [
    'vitest',
    'run',
    ...asked.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...more,
  ]);
  const totals = await readFile(report, 'utf8').then(
    (text) => JSON.parse(text),
    () => ({ numPassedTests: 0, numFailedTests: 1 }),
  );
  await rm(report, { force: true });
  count(name, totals.numPassedTests, status !== 0 && totals.numFailedTests === 0 ? 1 : totals.numFailedTests);
}

/**
 * Runs a suite of this repository and counts its last line. A suite that ends without it counts as one failure.
 * @param {string} name
 * @param {string} script
 */
async function suite(name, script) {
  if (!wanted(name)) return;
  say(name);
  const { status, lastLine } = await runWithLastLine(process.execPath, [script]);
  const [, right, wrong] = /^(\d+) passed, (\d+) failed/.exec(lastLine)?.map(Number) ?? [0, 0, 1];
  count(name, right, status !== 0 && wrong === 0 ? 1 : wrong);
}

/** In a process of its own: it waits for programs. */
async function pythons() {
  const install = "import { installPythons } from './scripts/python.mjs'; await installPythons();";
  if (wanted('recorder')) await run(process.execPath, ['--input-type=module', '--eval', install]);
}

// Each of these keeps one core busy at most.
await Promise.all([
  pythons(),
  step('types', 'npm', ['run', '--silent', 'types']),
  step('lint', 'npm', ['run', '--silent', 'lint']),
]);
// The files of these wait for programs that train on one core most of the time: together they leave none idle.
const onAllCores = [`--maxWorkers=${availableParallelism()}`];
await vitest(['unit'], onAllCores);
await vitest(['accuracy', 'recorder'], onAllCores);
await vitest(['faults']);
await suite('host', 'scripts/test-host.mjs');
await suite('web', 'scripts/test-web.mjs');
await suite('browser', 'scripts/test-browser.mjs');

if (failures.length) process.stdout.write(`\n${failures.join('\n')}\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
