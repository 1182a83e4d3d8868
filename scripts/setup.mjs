// Prerequisites of both commands of the README: dependencies, system packages, a build, the native runtime. It runs on
// a fresh clone, so it imports only Node's own modules.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** @param {string} text */
export function say(text) {
  process.stdout.write(`\n── ${text}\n`);
}

/**
 * Runs a command in the repository and shows its output.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<number>} its exit status
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32' && command === 'npm',
      ...options,
    });
    child.on('error', (error) => {
      process.stderr.write(`${command}: ${error.message}\n`);
      resolve(127);
    });
    child.on('exit', (code, signal) => resolve(signal ? 1 : (code ?? 1)));
  });
}

/**
 * Like `run`, but also returns the last line of the output.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<{ status: number, lastLine: string }>}
 */
export function runWithLastLine(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['inherit', 'pipe', 'inherit'] });
    let tail = '';
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk);
      tail = (tail + chunk).slice(-4096);
    });
    child.on('close', (code) => resolve({ status: code ?? 1, lastLine: tail.trimEnd().split('\n').at(-1) }));
  });
}

/** @param {string} program */
export const has = (program) =>
  spawnSync(process.platform === 'win32' ? 'where' : 'which', [program], { stdio: 'ignore' }).status === 0;

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 15)) return;
  process.stderr.write(`Node ${process.versions.node} is too old: install Node 20.15 or newer.\n`);
  process.exit(1);
}

/** npm's record of the installed packages is newer than the lock file exactly if nothing has changed since. */
export async function installDependencies() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return;
  say('Installing dependencies');
  if ((await run('npm', ['ci', '--no-audit', '--no-fund'])) !== 0) {
    process.stderr.write(
      'The dependencies could not be installed: see the messages above; behind a proxy set npm\'s "proxy" ' +
        'and "cafile".\n',
    );
    process.exit(1);
  }
}

/** @typedef {{ readonly name: string, readonly present: () => boolean }} Needed a Debian package */

/**
 * Installs Debian packages whose programs or files are missing, if this is Debian or Ubuntu and the user may install
 * packages. Otherwise lists what is missing.
 * @param {readonly Needed[]} wanted
 */
export async function installPackages(wanted) {
  const missing = wanted.filter(({ present }) => !present());
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name);
  const sudo =
    process.getuid?.() === 0
      ? []
      : has('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0
        ? ['sudo', '-n']
        : undefined;
  if (!has('apt-get') || sudo === undefined) {
    process.stderr.write(
      `Not found here: ${names.join(', ')}. Install ${names.length === 1 ? 'it' : 'them'} by your system's ` +
        `package manager for all of what follows to run.\n`,
    );
    return;
  }
  say(`Installing ${names.join(', ')}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  /** @param {readonly string[]} args */
  const apt = (args) => {
    const [command, ...rest] = [...sudo, 'apt-get', ...args];
    return run(command, rest, { env: environment, stdio: ['ignore', 'ignore', 'inherit'] });
  };
  await apt(['update', '-q']);
  if ((await apt(['install', '-y', '-q', '--no-install-recommends', ...names])) !== 0)
    process.stderr.write(`${names.join(', ')} could not be installed; what needs them will say so.\n`);
}

/**
 * @param {string} name of the package
 * @param {string} executable that the package provides
 */
const program = (name, executable = name) => ({ name, present: () => has(executable) });

export const packages = {
  native: [
    program('g++'),
    program('python3'),
    {
      name: 'python3-pip',
      present: () => spawnSync('python3', ['-m', 'pip', '--version'], { stdio: 'ignore' }).status === 0,
    },
  ],
  browser: [program('chromium')],
  redis: [program('redis-server')],
  vscode: [
    program('make'),
    { name: 'libkrb5-dev', present: () => existsSync('/usr/include/gssapi/gssapi.h') || process.platform !== 'linux' },
  ],
};

export async function buildAll() {
  say('Building');
  if ((await run(process.execPath, ['scripts/build.mjs'])) !== 0) process.exit(1);
}

/**
 * Installs the native TensorFlow runtime in a cache outside the repository; false if the bundled one has to be used.
 */
export async function installRuntime() {
  say('Native TensorFlow runtime');
  const status = await run(process.execPath, ['dist/cli.js', 'runtime', 'install']);
  if (status !== 0)
    process.stdout.write(
      'Going on with the bundled WebAssembly runtime: everything works, training is slower on large networks.\n',
    );
  return status === 0;
}
