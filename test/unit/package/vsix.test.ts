import { listFiles, PackageManager } from '@vscode/vsce';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { packExtension } from '../../../scripts/package.mjs';
import { filesOfConfig } from '../../../src/engine/sweep/sweepFiles';
import { recurrentPlainKernel } from '../../../src/generated/recurrentPlainKernel';
import { recurrentRelaxedKernel } from '../../../src/generated/recurrentRelaxedKernel';

const root = join(__dirname, '../../..');

let folder = '';
beforeAll(async () => {
  if (!existsSync(join(root, 'dist/extension.js'))) throw new Error('Build first: npm run build.');
  folder = await mkdtemp(join(tmpdir(), 'rnn-vsix-'));
  await packExtension(join(folder, 'extension.vsix'));
}, 90_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the package holds what runs, and nothing else', async () => {
  const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  // The packer lists README.md, but takes the one that is made from it.
  const ours = files.filter((file) => !/^(examples|media|dist\/(native|kernels|wasm|hdf5))\//.test(file)).sort();
  expect(ours).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'README.zh-CN.md',
    'dist/README.md',
    'dist/THIRD-PARTY-NOTICES.txt',
    'dist/cli.js',
    'dist/engine.js',
    'dist/estimationWorker.js',
    'dist/examples.json',
    'dist/extension.js',
    'dist/page.css',
    'dist/page.js',
    'dist/rnn.schema.json',
    'dist/rnn.schema.zh-cn.json',
    'dist/sbom.cdx.json',
    'dist/sweepWorker.js',
    'dist/web/engine.js',
    'dist/web/extension.js',
    'docs/charts.md',
    'docs/glossary.md',
    'docs/reading.md',
    'l10n/bundle.l10n.json',
    'l10n/bundle.l10n.zh-cn.json',
    'package.json',
    'package.nls.json',
    'package.nls.zh-cn.json',
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
  // The native kernels, which are optional: one file a platform.
  for (const file of files.filter((path) => path.startsWith('dist/kernels/')))
    expect(file).toMatch(/^dist\/kernels\/(linux|darwin|win32)-(x64|arm64)(-musl)?\.node$/);
  for (const file of files.filter((path) => path.startsWith('media/'))) expect(file).toMatch(/\.(svg|png|md)$/);
  for (const file of files.filter((path) => path.startsWith('examples/')))
    expect(file).toMatch(/\.(rnn\.json|csv|jsonl|npy|npz|tsv|txt|md|py|mjs)$/);
  expect(files).toContain('examples/delayed-copy/delayed-copy.rnn.json');
});

test('an example ships with every file that its config names', async () => {
  const files = new Set(await listFiles({ cwd: root, packageManager: PackageManager.None }));
  const configs = (await readdir(join(root, 'examples'), { recursive: true })).filter((path) =>
    path.endsWith('.rnn.json'),
  );
  let named = 0;
  for (const config of configs) {
    const path = join(root, 'examples', config);
    for (const { name } of await filesOfConfig(path, await readFile(path, 'utf8'))) {
      const file = relative(root, join(dirname(path), name)).replaceAll('\\', '/');
      expect(files.has(file), `${file} of ${config}`).toBe(true);
      named++;
    }
  }
  expect(named).toBeGreaterThan(20);
});

test('the list of the files of examples has those that ship', async () => {
  const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  const list: unknown = JSON.parse(await readFile(join(root, 'dist/examples.json'), 'utf8'));
  const shipped = files.filter((path) => path.startsWith('examples/')).map((path) => path.slice('examples/'.length));
  expect(list).toEqual(shipped.sort());
});

test('links of the documents that ship lead to files that ship', async () => {
  const files = new Set(await listFiles({ cwd: root, packageManager: PackageManager.None }));
  // The README is held to more below.
  const documents = [...files].filter((path) => path.endsWith('.md') && !path.endsWith('README.md'));
  documents.push(...[...files].filter((path) => /^examples\/.*README\.md$/.test(path)));
  let links = 0;
  for (const document of documents)
    for (const [, target] of (await readFile(join(root, document), 'utf8')).matchAll(/\]\(([^)#\s]+)/g)) {
      if (/^https?:|^command:/.test(target)) continue;
      const file = relative(root, join(root, dirname(document), target)).replaceAll('\\', '/');
      expect(files.has(file), `${target} in ${document}`).toBe(true);
      links++;
    }
  expect(links).toBeGreaterThan(0);
});

test.each([
  ["Node's programs together", /^dist\/[^/]*\.js$/, 60_000],
  ["the browser's engine", /^dist\/web\/.*\.js$/, 20_000],
])('the recurrent kernels take little of it, in %s', async (_, programs, most) => {
  const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  let bytes = 0;
  for (const file of files.filter((path) => programs.test(path))) {
    const program = await readFile(join(root, file), 'utf8');
    for (const kernel of [recurrentPlainKernel, recurrentRelaxedKernel])
      if (program.includes(kernel)) bytes += deflateRawSync(kernel).length;
  }
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(most);
});

test('its bill of materials and its notices name every package that is bundled', async () => {
  const notices = await readFile(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
  const { components } = z
    .object({ components: z.array(z.object({ name: z.string(), version: z.string() })) })
    .parse(JSON.parse(await readFile(join(root, 'dist/sbom.cdx.json'), 'utf8')));
  const names = components.map(({ name }) => name);
  for (const name of ['chart.js', 'zod', '@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-wasm', 'h5wasm'])
    expect(names).toContain(name);
  expect(names).not.toContain('typescript');
  for (const { name, version } of components) expect(notices).toContain(`${name} ${version} (`);
});

test('the README that ships has no picture or link that its page cannot open', async () => {
  const readme = await readFile(join(root, 'dist/README.md'), 'utf8');
  const targets = [...readme.matchAll(/\]\(([^)]{1,100})/g)].map(([, target]) => target);
  expect(targets.length).toBeGreaterThan(0);
  for (const target of targets) expect(target).toMatch(/^(#|https:)/);
  expect(readme).not.toContain('## Two commands');
  expect(readme).not.toContain('CONTRIBUTING');
});

test('the Chinese README ships as it is, and names nothing outside it', async () => {
  const readme = await readFile(join(root, 'README.zh-CN.md'), 'utf8');
  const targets = [...readme.matchAll(/\]\(([^)]{1,100})/g)].map(([, target]) => target);
  const headings = [...readme.matchAll(/^## (.+)$/gm)].map(([, heading]) => `#${heading}`);
  expect(targets.length).toBeGreaterThan(0);
  for (const target of targets) expect(headings).toContain(target);
});

test('the package is smaller than 8 MB', async () => {
  expect((await stat(join(folder, 'extension.vsix'))).size).toBeLessThan(8e6);
});
