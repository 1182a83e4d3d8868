import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { recurrentPlainKernel } from '../../../src/generated/recurrentPlainKernel';
import { recurrentRelaxedKernel } from '../../../src/generated/recurrentRelaxedKernel';

const root = join(__dirname, '../../..');

beforeAll(() => {
  if (!existsSync(join(root, 'dist/extension.js'))) throw new Error('Build first: npm run build.');
});

test('the package holds what runs, and nothing else', async () => {
  const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  const ours = files.filter((file) => !/^(examples|media|dist\/(native|wasm|hdf5))\//.test(file)).sort();
  expect(ours).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'dist/cli.js',
    'dist/engine.js',
    'dist/estimationWorker.js',
    'dist/extension.js',
    'dist/page.css',
    'dist/page.js',
    'dist/rnn.schema.json',
    'dist/sweepWorker.js',
    'l10n/bundle.l10n.json',
    'package.json',
    'python/pyproject.toml',
    'python/rnn_infoflow.py',
  ]);
  expect(files.filter((file) => file.startsWith('dist/wasm/')).sort()).toEqual([
    'dist/wasm/tfjs-backend-wasm-simd.wasm',
    'dist/wasm/tfjs-backend-wasm.wasm',
  ]);
  expect(files.filter((file) => file.startsWith('dist/hdf5/')).sort()).toEqual([
    'dist/hdf5/LICENSE.txt',
    'dist/hdf5/file_handlers.js',
    'dist/hdf5/hdf5_hl.js',
    'dist/hdf5/hdf5_util.js',
    'dist/hdf5/package.json',
  ]);
  // Sources of the native addon, which is compiled on installation; never a compiled addon.
  for (const file of files.filter((path) => path.startsWith('dist/native/'))) expect(file).toMatch(/\.(cc|h)$/);
  for (const file of files.filter((path) => path.startsWith('media/'))) expect(file).toMatch(/\.(svg|png|md)$/);
  for (const file of files.filter((path) => path.startsWith('examples/')))
    expect(file).toMatch(/\.(rnn\.json|csv|jsonl|npy|npz|txt|md)$/);
  expect(files).toContain('examples/delayed-copy/delayed-copy.rnn.json');
});

test('the recurrent kernels take less than 60 KB of it, in all its programs together', async () => {
  const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  let bytes = 0;
  for (const file of files.filter((path) => /^dist\/.*\.js$/.test(path))) {
    const program = await readFile(join(root, file), 'utf8');
    for (const kernel of [recurrentPlainKernel, recurrentRelaxedKernel])
      if (program.includes(kernel)) bytes += deflateRawSync(kernel).length;
  }
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(60_000);
});

test('the package is smaller than 8 MB', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rnn-vsix-'));
  try {
    const packagePath = join(folder, 'extension.vsix');
    await createVSIX({
      cwd: root,
      packagePath,
      dependencies: false,
      allowMissingRepository: true,
      rewriteRelativeLinks: false,
    });
    expect((await stat(packagePath)).size).toBeLessThan(8e6);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
