// The native recurrent kernels for all platforms, from one machine: compiled by the Zig project's Clang, which PyPI's
// package ziglang brings with the libraries of every target. `npm run package` calls this; by itself:
// node scripts/native-all.mjs [FOLDER].
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { common, compile, others, sources, vectors } from './native.mjs';
import { cacheFolder } from './vscode-server.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** Pinned, so that the same sources give the same files. */
const zigVersion = '0.17.1';
const zigFolder = join(dirname(cacheFolder()), `ziglang-${zigVersion}`);
const python = join(zigFolder, 'bin', 'python');

/** @typedef {{ readonly name: string, readonly arch: string, readonly target: string }} Platform */

/**
 * Files by Node's names of platforms and architectures, and what they are compiled for: Debian 10's libc and macOS 11
 * are the oldest that Node 20 and VS Code run on.
 * @type {readonly Platform[]}
 */
export const platforms = [
  { name: 'linux-x64', arch: 'x64', target: 'x86_64-linux-gnu.2.28' },
  { name: 'linux-arm64', arch: 'arm64', target: 'aarch64-linux-gnu.2.28' },
  { name: 'linux-x64-musl', arch: 'x64', target: 'x86_64-linux-musl' },
  { name: 'darwin-x64', arch: 'x64', target: 'x86_64-macos.11.0' },
  { name: 'darwin-arm64', arch: 'arm64', target: 'aarch64-macos.11.0' },
  { name: 'win32-x64', arch: 'x64', target: 'x86_64-windows-gnu' },
  { name: 'win32-arm64', arch: 'arm64', target: 'aarch64-windows-gnu' },
];

/** Installs Zig once into the user's cache folder. @returns {boolean} false where it cannot be had */
function installZig() {
  const present = () => existsSync(python) && spawnSync(python, ['-m', 'ziglang', 'version']).status === 0;
  if (present()) return true;
  process.stdout.write(`Getting Zig's compiler (about 100 MB, into ${zigFolder})\n`);
  rmSync(zigFolder, { recursive: true, force: true });
  mkdirSync(dirname(zigFolder), { recursive: true });
  for (const [program, args] of /** @type {const} */ ([
    ['python3', ['-m', 'venv', zigFolder]],
    [python, ['-m', 'pip', 'install', '-q', '--disable-pip-version-check', `ziglang==${zigVersion}`]],
  ])) {
    if (spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0) return false;
  }
  return present();
}

/**
 * @param {Platform} platform
 * @param {string} objects folder for its objects
 * @param {string} output
 * @throws Error if a file does not compile
 */
async function build({ name, arch, target }, objects, output) {
  const zig = ['-m', 'ziglang', 'c++', '-target', target];
  /** @param {readonly string[]} args */
  const call = async (args) => {
    const outcome = await compile(python, [...zig, ...args]);
    if (outcome?.status !== 0)
      throw new Error(`The native kernels for ${name} do not compile: ${outcome?.errors.trim() ?? 'no compiler'}`);
  };
  const forms = vectors[arch];
  const parts = [...Object.keys(forms), ...others];
  const position = name.startsWith('win32') ? [] : ['-fPIC'];
  for (const part of parts) {
    const flags = [...common, ...position, ...(forms[part] ?? [])];
    await call([...flags, '-c', join(sources, `${part}.cc`), '-o', join(objects, `${part}.o`)]);
  }
  const lookedUp = name.startsWith('darwin') ? ['-Wl,-undefined,dynamic_lookup'] : [];
  const files = parts.map((part) => join(objects, `${part}.o`));
  await call(['-shared', '-s', '-nostdlib++', ...lookedUp, ...files, '-o', output]);
}

/**
 * Builds the files of all platforms into `folder`, which then holds nothing else.
 * @param {string} folder
 * @returns {Promise<boolean>} false where Zig cannot be had; the folder is empty then
 */
export async function buildAllNativeKernels(folder) {
  await rm(folder, { recursive: true, force: true });
  if (!installZig()) return false;
  await mkdir(folder, { recursive: true });
  const waiting = [...platforms];
  const work = async () => {
    for (let platform = waiting.shift(); platform; platform = waiting.shift()) {
      const objects = await mkdtemp(join(tmpdir(), 'rnn-infoflow-native-'));
      try {
        await build(platform, objects, join(folder, `${platform.name}.node`));
      } finally {
        await rm(objects, { recursive: true, force: true });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));
  // The linker leaves import libraries and debug files beside those for Windows.
  for (const file of await readdir(folder)) if (!file.endsWith('.node')) await rm(join(folder, file));
  return true;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = process.argv[2] ?? join(root, 'dist/kernels');
  if (!(await buildAllNativeKernels(folder))) throw new Error('Zig cannot be had here.');
}
