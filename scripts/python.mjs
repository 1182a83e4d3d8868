// Real PyTorch and real Keras for the tests of the recorder (python/rnn_infoflow.py). PyTorch is Debian's; Keras with
// JAX is installed once into the user's cache folder. Where one cannot be had its tests are skipped.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { installPackages, say } from './setup.mjs';
import { cacheFolder } from './vscode-server.mjs';

const folder = join(dirname(cacheFolder()), 'python-keras-3');
const debian = '/usr/bin/python3';
/** Of the keras line that the recorder is written for. */
const kerasPackages = ['keras>=3,<4', 'jax', 'h5py', 'safetensors', 'pytest'];

/**
 * @param {string} python
 * @param {string} module
 */
const imports = (python, module) =>
  existsSync(python) &&
  spawnSync(python, ['-c', `import ${module}, pytest`], {
    stdio: 'ignore',
    env: { ...process.env, KERAS_BACKEND: 'jax' },
  }).status === 0;

/** A Python with PyTorch and pytest; undefined where there is none. */
export const torchPython = () => (imports(debian, 'torch') ? debian : undefined);

/** A Python with Keras, JAX and pytest; undefined where there is none. */
export function kerasPython() {
  const python = join(folder, 'bin', 'python');
  return existsSync(join(folder, 'complete')) && imports(python, 'keras') ? python : undefined;
}

/** Installs both where they are missing and can be had, and says which tests are skipped otherwise. */
export async function installPythons() {
  say('PyTorch and Keras, for the tests of the recorder');
  if (!torchPython())
    await installPackages([
      { name: 'python3-torch', present: () => false },
      { name: 'python3-pytest', present: () => false },
      { name: 'python3-venv', present: () => false },
    ]);
  if (!kerasPython()) installKeras();
  if (!torchPython()) process.stdout.write('PyTorch cannot be had here: the tests of its recorder are skipped.\n');
  if (!kerasPython()) process.stdout.write('Keras cannot be had here: the tests of its recorder are skipped.\n');
}

function installKeras() {
  process.stdout.write(`Getting Keras and JAX (about 700 MB, into ${folder})\n`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  /** @type {[string, string[]][]} */
  const steps = [
    [debian, ['-m', 'venv', folder]],
    [join(folder, 'bin', 'python'), ['-m', 'pip', 'install', '-q', '--disable-pip-version-check', ...kerasPackages]],
  ];
  for (const [program, args] of steps) {
    const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
    if (status === 0) continue;
    process.stdout.write(`${stderr.trim().split('\n').at(-1)}\n`);
    return;
  }
  writeFileSync(join(folder, 'complete'), '');
}
