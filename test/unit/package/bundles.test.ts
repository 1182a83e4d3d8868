import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPrograms, programs } from '../../../scripts/build-programs.mjs';

const root = join(__dirname, '../../..');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rnn-bundles-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Builds only a small program and `more`. */
const build = (more: Record<string, string>) =>
  buildPrograms({ small: 'src/contributions.ts', ...more }, { overrides: { outdir: folder, logLevel: 'silent' } });

test('an entry point that is missing fails the build', async () => {
  await build({});
  expect(await readdir(folder)).toEqual(['small.js']);
  await expect(build({ extension: 'src/notHere.ts' })).rejects.toThrow('src/notHere.ts');
});

test('every program is built', () => {
  for (const name of Object.keys(programs)) expect(existsSync(join(root, `dist/${name}.js`)), name).toBe(true);
});

test('no bundle carries the translations of zod', async () => {
  const dutch = 'Ongeldige';
  // The searched word occurs in one of the translations.
  expect(await readFile(join(root, 'node_modules/zod/v4/locales/nl.js'), 'utf8')).toContain(dutch);
  const bundles = (await readdir(join(root, 'dist'))).filter((name) => name.endsWith('.js'));
  expect(bundles.length).toBeGreaterThan(Object.keys(programs).length);
  for (const name of bundles) expect(await readFile(join(root, 'dist', name), 'utf8'), name).not.toContain(dutch);
});
