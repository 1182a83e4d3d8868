// VS Code's server, for machines without the desktop program: downloaded once into the user's cache folder, and started
// on a free port. `node scripts/vscode-server.mjs FOLDER` opens a folder with the extension installed and prints the
// address.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const version = '4.139.1';
const nodeVersion = '24.21.0';

export function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME
    ? process.env.XDG_CACHE_HOME
    : process.platform === 'win32'
      ? (process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'))
      : process.platform === 'darwin'
        ? join(homedir(), 'Library', 'Caches')
        : join(homedir(), '.cache');
  return join(base, 'rnn-information-flow', 'vscode');
}

/** Paths of the server and of the Node that it needs; installs them if they are missing. */
export function getServer() {
  const folder = join(cacheFolder(), `server-${version}`);
  const server = {
    node: join(folder, 'node', 'node_modules', nodePackage(), 'bin', 'node'),
    main: join(folder, 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
  };
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return server;
  process.stdout.write(`Getting VS Code's server (about 600 MB, into ${folder})\n`);
  rmSync(folder, { recursive: true, force: true });
  installInto(join(folder, 'node'), [`${nodePackage()}@${nodeVersion}`]);
  installInto(folder, [`code-server@${version}`]);
  const vscode = dirname(dirname(server.main));
  const environment = { ...process.env, PATH: `${dirname(server.node)}:${process.env.PATH}` };
  npm(['install', '--omit=dev', '--ignore-scripts'], vscode, environment);
  // Builds only the modules that the server loads at start, not those for terminals, credentials and the like.
  npm(['rebuild', '@vscode/spdlog', '@vscode/native-watchdog', 'kerberos'], vscode, environment);
  writeFileSync(complete, '');
  return server;
}

function nodePackage() {
  return `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
}

/**
 * @param {string} folder
 * @param {readonly string[]} packages
 */
function installInto(folder, packages) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  npm(['install', '--ignore-scripts', '--no-save', ...packages], folder, process.env);
}

/**
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} env
 * @throws Error with npm's output if it fails
 */
function npm(args, cwd, env) {
  const { status, stdout, stderr } = spawnSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed in ${cwd}:\n${stdout}\n${stderr}`);
}

/** @returns {Promise<number>} */
async function freePort() {
  return new Promise((resolvePort, reject) => {
    const server = createServer()
      .once('error', reject)
      .listen(0, '127.0.0.1', () => {
        const address = server.address();
        server.close(() =>
          typeof address === 'object' && address ? resolvePort(address.port) : reject(new Error('No port is free.')),
        );
      });
  });
}

/**
 * Starts the server on 127.0.0.1 with its own folders; resolves once it listens.
 * @param {{ args?: string[], data?: string, extensions?: string, env?: Record<string, string> }} options
 */
export async function startServer({ args = [], data, extensions, env = {} } = {}) {
  const { node, main } = getServer();
  const own = mkdtempSync(join(tmpdir(), 'rnn-vscode-'));
  const port = await freePort();
  const child = spawn(
    node,
    [
      main,
      '--without-connection-token',
      '--accept-server-license-terms',
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--server-data-dir',
      data ?? join(own, 'data'),
      '--extensions-dir',
      extensions ?? join(own, 'extensions'),
      '--telemetry-level',
      'off',
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } },
  );
  let output = '';
  /** @type {Promise<void>} */
  const listening = new Promise((resolveStart, reject) => {
    /** @param {Buffer} chunk */
    const read = (chunk) => {
      output += chunk.toString();
      if (output.includes('Extension host agent listening')) resolveStart();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', (code) => reject(new Error(`VS Code's server ended with code ${code}:\n${output}`)));
    setTimeout(() => reject(new Error(`VS Code's server did not start within 60 s:\n${output}`)), 60_000).unref();
  });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      const last = setTimeout(() => child.kill('SIGKILL'), 3000);
      await gone;
      clearTimeout(last);
    }
    rmSync(own, { recursive: true, force: true });
  };
  try {
    await listening;
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    port,
    pid: child.pid,
    address: `http://127.0.0.1:${port}`,
    data: data ?? join(own, 'data'),
    output: () => output,
    stop,
    ended: new Promise((done) => child.once('exit', done)),
  };
}

/**
 * Installs the extension from a VSIX, as a user would.
 * @param {string} extensions
 * @param {string} data
 */
async function installExtension(extensions, data) {
  const vsix = join(mkdtempSync(join(tmpdir(), 'rnn-vsix-')), 'extension.vsix');
  // Before the installation there is no packer.
  const { packExtension } = await import('./package.mjs');
  await packExtension(vsix);
  const { node, main } = getServer();
  const installed = spawnSync(
    node,
    [main, '--extensions-dir', extensions, '--server-data-dir', data, '--install-extension', vsix, '--force'],
    { encoding: 'utf8' },
  );
  rmSync(dirname(vsix), { recursive: true, force: true });
  if (installed.status !== 0)
    throw new Error(`The extension could not be installed:\n${installed.stdout}${installed.stderr}`);
}

/** @param {string} folder */
async function open(folder) {
  const extensions = join(cacheFolder(), 'extensions');
  const data = join(cacheFolder(), 'data');
  await installExtension(extensions, data);
  const server = await startServer({ extensions, data, args: ['--disable-workspace-trust'] });
  process.stdout.write(`\nOpen ${server.address}/?folder=${encodeURI(folder)} in a browser; Ctrl+C ends it.\n`);
  process.on('SIGINT', () => void server.stop());
  process.on('SIGTERM', () => void server.stop());
  await server.ended;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await open(resolve(process.argv[2] ?? join(root, 'examples')));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
